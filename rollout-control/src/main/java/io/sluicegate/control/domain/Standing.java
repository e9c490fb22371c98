package io.sluicegate.control.domain;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import java.util.Optional;

/** Where one live instance stands with the version that is being prepared; empty until it says something that counts. */
record Standing(String instance, Optional<VersionStatus> version) {

    static Standing of(InstanceStatus status, DeployedVersion target, long revision) {
        return new Standing(
                status.getInstance(),
                status.getVersions().stream()
                        .filter(version -> status.getRevision() >= revision)
                        .filter(version -> version.getBundleDigest().equals(target.getBundleDigest()))
                        .findFirst());
    }

    boolean ready() {
        return is(LoadState.READY);
    }

    boolean failed() {
        return is(LoadState.FAILED);
    }

    String words() {
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
