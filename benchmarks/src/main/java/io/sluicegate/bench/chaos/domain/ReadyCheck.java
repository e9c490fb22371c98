package io.sluicegate.bench.chaos.domain;

import io.sluicegate.records.ArmRole;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Checks that a version decides only once an instance can score with it. */
public final class ReadyCheck {
    private static final Duration ALIVE = Duration.ofSeconds(10);

    private final Map<Long, Deployment> revisions;
    private final List<InstanceStatus> statuses;

    /**
     * Takes what was read.
     *
     * @param revisions by number
     * @param statuses in the order of the log
     */
    public ReadyCheck(Map<Long, Deployment> revisions, List<InstanceStatus> statuses) {
        this.revisions = new TreeMap<>(revisions);
        this.statuses = List.copyOf(statuses);
    }

    /** Each version that begins to decide is READY on an instance that is alive at that moment. */
    public Finding loadable() {
        var faults = new ArrayList<String>();
        var checked = 0;
        Optional<Deployment> before = Optional.empty();
        for (var revision : revisions.values()) {
            for (var version : beginning(before, revision)) {
                checked++;
                if (!ready(version, revision)) {
                    faults.add("revision %d lets version %s decide, which no live instance has READY"
                            .formatted(revision.getRevision(), version.getVersion()));
                }
            }
            before = Optional.of(revision);
        }
        return new Finding("a version decides only where an instance has it READY", checked, faults);
    }

    private static List<DeployedVersion> beginning(Optional<Deployment> before, Deployment now) {
        var deciding = before.map(ReadyCheck::deciding).orElse(List.of());
        return deciding(now).stream()
                .filter(version ->
                        deciding.stream().noneMatch(it -> it.getBundleDigest().equals(version.getBundleDigest())))
                .toList();
    }

    private static List<DeployedVersion> deciding(Deployment deployment) {
        return deployment.getArms().stream()
                .filter(arm -> arm.getRole() == ArmRole.DECIDES && arm.getFromBucket() < arm.getUntilBucket())
                .map(DeployedArm::getVersion)
                .toList();
    }

    private boolean ready(DeployedVersion version, Deployment revision) {
        Map<String, InstanceStatus> newest = new HashMap<>();
        statuses.stream()
                .filter(status -> !status.getAt().isAfter(revision.getAt()))
                .filter(status -> status.getAt().plus(ALIVE).isAfter(revision.getAt()))
                .forEach(status -> newest.merge(status.getInstance(), status, ReadyCheck::newer));
        return newest.values().stream()
                .filter(status -> !status.getStopping())
                .flatMap(status -> status.getVersions().stream())
                .anyMatch(held -> held.getState() == LoadState.READY
                        && Objects.equals(held.getBundleDigest(), version.getBundleDigest()));
    }

    private static InstanceStatus newer(InstanceStatus one, InstanceStatus other) {
        return other.getAt().isBefore(one.getAt()) ? one : other;
    }
}
