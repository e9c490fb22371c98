package io.sluicegate.scorer.versions;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DeployedVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A snapshot of the deployment in force and its loaded versions, read once per record so that both match. */
public final class Serving {
    private final Optional<DeploymentView> deployment;
    private final long revision;
    private final int arms;
    private final Map<String, LoadedVersion> byDigest;
    private final boolean ready;
    private final List<LoadedVersion> decidingLoaded;
    private final int batch;

    Serving(Optional<DeploymentView> deployment, Map<String, LoadedVersion> byDigest) {
        this.deployment = deployment;
        this.revision = deployment.map(DeploymentView::revision).orElse(0L);
        this.arms = deployment.map(it -> it.arms().size()).orElse(0);
        this.byDigest = Map.copyOf(byDigest);
        this.decidingLoaded = deciding().stream()
                .flatMap(version -> Stream.ofNullable(this.byDigest.get(version.getBundleDigest())))
                .toList();
        this.batch = decidingLoaded.stream()
                .mapToInt(version -> version.model().batch())
                .min()
                .orElse(1);
        this.ready = !deciding().isEmpty()
                && deciding().stream().allMatch(version -> this.byDigest.containsKey(version.getBundleDigest()));
    }

    /** The snapshot of a deployment in which one version decides for all keys. */
    public static Serving alone(DeploymentView deployment, LoadedVersion version) {
        return new Serving(Optional.of(deployment), Map.of(version.deployed().getBundleDigest(), version));
    }

    /** The snapshot before any deployment is known. */
    static Serving nothing() {
        return new Serving(Optional.empty(), Map.of());
    }

    public Optional<DeploymentView> deployment() {
        return deployment;
    }

    /** Revision of the deployment, 0 without one. */
    public long revision() {
        return revision;
    }

    /** Whether there is a primary and every version that decides is loaded. */
    public boolean isReady() {
        return ready;
    }

    /** The versions that decide. */
    public List<DeployedVersion> deciding() {
        return deployment.map(DeploymentView::deciding).orElse(List.of()).stream()
                .map(Arm::version)
                .toList();
    }

    /** The most rows in a batch: as many as each version that decides may have in one call. */
    public int batch() {
        return batch;
    }

    /** How many arms the deployment has. */
    public int arms() {
        return arms;
    }

    /** A loaded version. */
    public LoadedVersion loaded(DeployedVersion version) {
        return Objects.requireNonNull(byDigest.get(version.getBundleDigest()), "not loaded");
    }

    /** The loaded version, or empty if it isn't loaded. */
    public Optional<LoadedVersion> find(DeployedVersion version) {
        return Optional.ofNullable(byDigest.get(version.getBundleDigest()));
    }

    /** Whether the snapshot contains the loaded version. */
    public boolean holds(LoadedVersion version) {
        return byDigest.get(version.deployed().getBundleDigest()) == version;
    }

    /**
     * Keeps the deciding versions open until they are released; false if one is closed already because the snapshot is outdated.
     */
    public boolean acquire() {
        var versions = decidingLoaded;
        for (var i = 0; i < versions.size(); i++) {
            if (!versions.get(i).acquire()) {
                versions.subList(0, i).forEach(LoadedVersion::release);
                return false;
            }
        }
        return true;
    }

    public void release() {
        decidingLoaded.forEach(LoadedVersion::release);
    }
}
