package io.sluicegate.console.domain;

import io.sluicegate.records.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The scorer instances with a heartbeat within the last day. */
final class Instances {
    private static final Duration ALIVE = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final TreeMap<String, InstanceStatus> instances = new TreeMap<>();

    void add(InstanceStatus status) {
        instances.put(status.getInstance(), status);
    }

    List<Instance> at(Instant now) {
        instances.values().removeIf(status -> status.getAt().isBefore(now.minus(FORGOTTEN)));
        return instances.values().stream()
                .map(status -> new Instance(status, state(status, now)))
                .toList();
    }

    private static Instance.State state(InstanceStatus status, Instant now) {
        if (status.getStopping()) {
            return Instance.State.LEFT;
        }
        return status.getAt().isBefore(now.minus(ALIVE)) ? Instance.State.SILENT : Instance.State.ALIVE;
    }
}
