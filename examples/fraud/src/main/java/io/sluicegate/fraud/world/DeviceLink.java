package io.sluicegate.fraud.world;

import java.time.Duration;
import java.time.Instant;

/**
 * A device that belongs to a card's habits: its phone, or the terminal of a shop around the corner. A new device replaces it in every
 * period, so that the ages of all links together have the same distribution at any time.
 */
record DeviceLink(String name, Instant phase, Duration period) {

    static DeviceLink of(String name, Instant around, Dice dice) {
        var period = dice.between(Duration.ofDays(60), Duration.ofDays(900));
        return new DeviceLink(name, around.minus(dice.between(Duration.ZERO, period)), period);
    }

    /** The device that stands for the link at a time. */
    Device at(Instant time) {
        var age = Duration.between(phase, time);
        long generation = Math.floorDiv(age.toMillis(), period.toMillis());
        double days = Math.floorMod(age.toMillis(), period.toMillis()) / 86_400_000.0;
        return new Device(name + "-" + generation, days);
    }
}
