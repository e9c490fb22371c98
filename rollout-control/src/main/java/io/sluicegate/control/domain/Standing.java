package io.sluicegate.control.domain;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The state of one version on one live instance; empty until the instance has a status that counts. */
public record Standing(String instance, Optional<VersionStatus> version) {

    /** @param revision a status counts only if the instance has read this revision */
    static Standing of(InstanceStatus status, DeployedVersion target, long revision) {
        return new Standing(
                status.getInstance(),
                status.getVersions().stream()
                        .filter(version -> status.getRevision() >= revision)
                        .filter(version -> version.getBundleDigest().equals(target.getBundleDigest()))
                        .findFirst());
    }

    /** The standings of the live instances. */
    public static List<Standing> ofLive(
            Collection<InstanceStatus> statuses, DeployedVersion target, long revision, Instant seen) {
        return statuses.stream()
                .filter(status -> Liveness.isAlive(status, seen))
                .map(status -> of(status, target, revision))
                .toList();
    }

    public boolean ready() {
        return is(LoadState.READY);
    }

    boolean failed() {
        return is(LoadState.FAILED);
    }

    public String words() {
        return version.map(this::words).orElseGet(() -> "instance %s has not answered".formatted(instance));
    }

    private String words(VersionStatus known) {
        return failed()
                ? "instance %s failed: %s".formatted(instance, known.getError())
                : "instance %s is %s".formatted(instance, known.getState());
    }

    private boolean is(LoadState state) {
        return version.filter(known -> known.getState() == state).isPresent();
    }
}
