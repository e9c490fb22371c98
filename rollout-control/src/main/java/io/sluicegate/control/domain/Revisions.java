package io.sluicegate.control.domain;

import io.sluicegate.catalogue.RecordClasses;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes revisions: each is a full copy of the one before it with what has changed, and counts one more. */
final class Revisions {
    static {
        RecordClasses.trust();
    }

    private Revisions() {}

    /** Before the first revision. */
    static Deployment none(PipelineRules rules, Instant now) {
        return Deployment.newBuilder()
                .setPipeline(rules.pipeline())
                .setRevision(0)
                .setModel(rules.model())
                .setSalt(rules.pipeline())
                .setCommandId("")
                .setCorrelationId("")
                .setChange("nothing is deployed")
                .setAt(now)
                .build();
    }

    /** The next revision, caused by the request's command. */
    static Deployment next(Request request, String change, UnaryOperator<Deployment.Builder> changes) {
        var command = request.command();
        return next(
                request.current(),
                change,
                request.now(),
                next -> changes.apply(
                        next.setCommandId(command.getCommandId()).setCorrelationId(command.getCorrelationId())));
    }

    /** The next revision, caused by the same command as this one. */
    static Deployment next(Deployment current, String change, Instant now, UnaryOperator<Deployment.Builder> changes) {
        var next = Deployment.newBuilder(current)
                .setRevision(current.getRevision() + 1)
                .setChange(change)
                .setAt(now);
        return inTenure(current, changes.apply(next).build());
    }

    /** A tenure lasts as long as the same versions decide for the same shares of the keys. */
    private static Deployment inTenure(Deployment current, Deployment next) {
        if (sameArms(current, next)) {
            return next;
        }
        return Deployment.newBuilder(next)
                .setTenure(next.getRevision())
                .setTenureSince(next.getAt())
                .build();
    }

    private static boolean sameArms(Deployment one, Deployment other) {
        return Objects.equals(bundle(one.getPrimary()), bundle(other.getPrimary()))
                && Objects.equals(bundle(one.getCandidate()), bundle(other.getCandidate()))
                && one.getCandidateBuckets() == other.getCandidateBuckets();
    }

    /** Wherever it lies. */
    private static @Nullable String bundle(@Nullable DeployedVersion version) {
        return version == null ? null : version.getBundleDigest();
    }

    static DeployedVersion deployed(ModelRegistration registration) {
        return new DeployedVersion(
                registration.getVersion(), registration.getLocation(), registration.getBundleDigest());
    }
}
