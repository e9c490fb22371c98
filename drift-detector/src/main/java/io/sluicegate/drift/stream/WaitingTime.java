package io.sluicegate.drift.stream;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The time that a thread may wait within ten seconds, which is the transaction time-out in Kafka Streams. */
final class WaitingTime {
    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    private final Duration allowed;
    private final LongSupplier clock;
    private long begun;
    private long spent;

    /** @param clock nanoseconds */
    WaitingTime(Duration allowed, LongSupplier clock) {
        this.allowed = allowed;
        this.clock = clock;
        this.begun = clock.getAsLong();
    }

    /** Waits for this long, or for the rest of the allowed time. */
    void spend(long nanos, LongConsumer waiting) {
        var now = clock.getAsLong();
        if (now - begun > PERIOD) {
            begun = now;
            spent = 0;
        }
        var granted = Math.min(nanos, allowed.toNanos() - spent);
        if (granted > 0) {
            waiting.accept(granted);
            spent += clock.getAsLong() - now;
        }
    }
}
