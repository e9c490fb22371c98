package io.sluicegate.control.domain;

import io.sluicegate.records.InstanceStatus;
import java.time.Duration;
import java.time.Instant;

/** Which instances count: those with a young heartbeat that aren't on their way out. */
public final class Liveness {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private Liveness() {}

    /** A heartbeat of exactly ten seconds is too old. */
    static boolean isAlive(InstanceStatus status, Instant now) {
        return !status.getStopping() && now.isBefore(status.getAt().plus(SILENCE));
    }

    /** Whether the instance has been gone for so long that its status need not be kept. */
    public static boolean isForgotten(InstanceStatus status, Instant now) {
        return !now.isBefore(status.getAt().plus(FORGOTTEN));
    }
}
