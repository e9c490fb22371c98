package io.sluicegate.launcher.load;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * When events are due, whatever becomes of those before: a steady rate, after a time in which it rises evenly, with bursts.
 *
 * @param rate events a second
 * @param ramp how long the rate rises from nothing
 */
record Pace(double rate, Duration ramp, Optional<Burst> burst) {
    private static final double NANOS = 1e9;
    /** How long a rate is taken for steady: a millisecond. */
    private static final long TICK = 1_000_000;
    /** Where the rate is nearly nothing, at the start of a ramp, as if it were this share of it: else the first event never came. */
    private static final double LEAST = 0.01;

    /** The rate at a moment, in events a second. */
    double at(double second) {
        var bursting = burst.filter(it -> it.isAt(second));
        if (bursting.isPresent()) {
            return bursting.get().rate();
        }
        var rising = ramp.toNanos() / NANOS;
        return second < rising ? rate * Math.max(LEAST, second / rising) : rate;
    }

    /** When each event is due, in nanoseconds from the start. */
    long[] schedule(Duration length) {
        var due = LongStream.builder();
        double left = 0; // how much of an event is still to pass until the next one is due
        for (long tick = 0; tick < length.toNanos(); tick += TICK) {
            var perTick = at(tick / NANOS) * TICK / NANOS;
            for (; left < perTick; left++) {
                due.add(tick + (long) (left / perTick * TICK));
            }
            left -= perTick;
        }
        return due.build().toArray();
    }
}
