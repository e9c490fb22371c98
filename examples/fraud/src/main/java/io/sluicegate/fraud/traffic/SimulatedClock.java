package io.sluicegate.fraud.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * A simulated clock. It starts in the past and runs faster than the wall clock until it catches up. From then on it equals the wall
 * clock, because an event from the future is a dead letter.
 *
 * @param start simulated time at the wall clock's {@code since}
 * @param since wall-clock time at which the simulation began
 * @param speed simulated seconds in a second of the wall clock
 */
public record SimulatedClock(Instant start, Instant since, double speed) {
    public SimulatedClock {
        if (start.isAfter(since)) {
            throw new IllegalArgumentException("Simulated time would start at " + start
                    + ", ahead of the wall clock at " + since + ": start earlier.");
        }
        if (speed < 1) {
            throw new IllegalArgumentException("Simulated time can't run slower than the wall clock: speed " + speed);
        }
    }

    /** Simulated time at a time of the wall clock. */
    public Instant at(Instant wall) {
        var passed = Duration.between(since, wall);
        var simulated = start.plusMillis((long) (passed.toMillis() * speed));
        return simulated.isBefore(wall) ? simulated : wall;
    }
}
