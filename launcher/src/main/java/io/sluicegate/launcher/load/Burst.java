package io.sluicegate.launcher.load;

import java.time.Duration;

/**
 * A rate that holds for a while, again and again.
 *
 * @param rate events a second
 * @param every from one burst's begin to the next one's
 */
record Burst(double rate, Duration every, Duration length) {
    private static final double NANOS = 1e9;
    private static final int PARTS = 3;

    /** A burst as a user writes it: {@code 500,10s,1s}. */
    static Burst parse(String text) {
        var parts = text.split("\\s*,\\s*");
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("expected RATE,EVERY,LENGTH such as 500,10s,1s");
        }
        return new Burst(Double.parseDouble(parts[0]), Durations.parse(parts[1]), Durations.parse(parts[2]));
    }

    Burst {
        if (rate <= 0 || every.compareTo(length) < 0 || length.isZero()) {
            throw new IllegalArgumentException("expected a rate above 0 and bursts that end before the next begins");
        }
    }

    /** The first burst begins after one {@code every}. */
    boolean isAt(double second) {
        var period = every.toNanos() / NANOS;
        return second >= period && second % period < length.toNanos() / NANOS;
    }
}
