package io.sluicegate.launcher.records;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A pace that has begun, with the first record. */
final class Schedule {
    private static final Duration LONGEST_NAP = Duration.ofMillis(200);
    private static final Duration SHORTEST_NAP = Duration.ofMillis(1);

    private final Pace pace;
    private final long began = System.nanoTime();
    private Optional<Instant> first = Optional.empty();

    Schedule(Pace pace) {
        this.pace = pace;
    }

    /**
     * Waits until a record is due.
     *
     * @param index how many records come before it
     * @param time when its event happened; a record without a time is due at once
     */
    void await(long index, Optional<Instant> time) throws InterruptedException {
        first = first.or(() -> time);
        var sinceFirst = time.map(it -> Duration.between(first.orElse(it), it)).orElse(Duration.ZERO);
        var due = began + pace.due(index, sinceFirst);
        for (var left = due - System.nanoTime(); left > SHORTEST_NAP.toNanos(); left = due - System.nanoTime()) {
            Thread.sleep(Math.min(left / SHORTEST_NAP.toNanos(), LONGEST_NAP.toMillis()));
        }
    }
}
