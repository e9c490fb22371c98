package io.sluicegate.control.domain;

import io.sluicegate.records.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which instances count, and since when each has been alive without a gap. An instance counts if its heartbeat is recent and it
 * isn't stopping.
 */
public final class Liveness {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private Liveness() {}

    /** A heartbeat of exactly ten seconds is too old. */
    public static boolean isAlive(InstanceStatus status, Instant now) {
        return !status.getStopping() && now.isBefore(status.getAt().plus(SILENCE));
    }

    /**
     * The status as it is kept: with the broker's time instead of the instance's clock, and {@code startedAt} as the time since when the
     * instance has been alive without a gap.
     *
     * @param known what is kept of the instance so far
     */
    public static InstanceStatus kept(Optional<InstanceStatus> known, InstanceStatus status, Instant seen) {
        var since = known.filter(before -> isAlive(before, seen))
                .map(InstanceStatus::getStartedAt)
                .orElse(seen);
        return InstanceStatus.newBuilder(status).setAt(seen).setStartedAt(since).build();
    }

    /** The later of a time and the newest status. */
    static Instant newest(Collection<InstanceStatus> statuses, Instant seen) {
        return Stream.concat(Stream.of(seen), statuses.stream().map(InstanceStatus::getAt))
                .max(Comparator.naturalOrder())
                .orElse(seen);
    }

    /** Whether the instance has been gone for so long that its status need not be kept. */
    public static boolean isForgotten(InstanceStatus status, Instant now) {
        return !now.isBefore(status.getAt().plus(FORGOTTEN));
    }
}
