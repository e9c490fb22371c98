package io.sluicegate.control.domain;

import io.sluicegate.records.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which instances count: those with a young heartbeat that aren't on their way out; and since when each has lived without a gap. */
public final class Liveness {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private Liveness() {}

    /** A heartbeat of exactly ten seconds is too old. */
    static boolean isAlive(InstanceStatus status, Instant now) {
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

    /** Whether the instance has been gone for so long that its status need not be kept. */
    public static boolean isForgotten(InstanceStatus status, Instant now) {
        return !now.isBefore(status.getAt().plus(FORGOTTEN));
    }
}
