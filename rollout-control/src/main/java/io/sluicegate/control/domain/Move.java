package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Preparation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * REGISTER of a known bundle at another location. The registration moves, and so does each mention of the bundle in the deployment,
 * because a starting instance reads the bundle from there. Instances that have the bundle loaded keep it.
 */
final class Move {
    private final Request request;
    private final ModelRegistration known;
    private final String location;

    Move(Request request, ModelRegistration known, String location) {
        this.request = request;
        this.known = known;
        this.location = location;
    }

    Decision decide() {
        var change = "%s@%s moved to %s from %s"
                .formatted(known.getModel(), known.getVersion(), location, known.getLocation());
        var current = request.current().record();
        var names = !follow(Deployment.newBuilder(current)).build().equals(current);
        return new Accepted(
                change,
                names ? Optional.of(Revisions.next(request, change, this::follow)) : Optional.empty(),
                Optional.of(ModelRegistration.newBuilder(known)
                        .setLocation(location)
                        .build()));
    }

    private Deployment.Builder follow(Deployment.Builder next) {
        return next.setArms(next.getArms().stream().map(this::moved).toList())
                .setWarm(next.getWarm().stream().map(this::moved).toList())
                .setPreparing(moved(next.getPreparing()));
    }

    /** The arm keeps its tenure. */
    private DeployedArm moved(DeployedArm arm) {
        return DeployedArm.newBuilder(arm).setVersion(moved(arm.getVersion())).build();
    }

    private @Nullable Preparation moved(@Nullable Preparation preparing) {
        return preparing == null
                ? null
                : Preparation.newBuilder(preparing)
                        .setTarget(moved(preparing.getTarget()))
                        .build();
    }

    private DeployedVersion moved(DeployedVersion version) {
        return version.getBundleDigest().equals(known.getBundleDigest())
                ? new DeployedVersion(version.getVersion(), location, version.getBundleDigest())
                : version;
    }
}
