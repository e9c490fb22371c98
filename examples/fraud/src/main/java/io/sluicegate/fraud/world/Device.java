package io.sluicegate.fraud.world;

import org.jspecify.annotations.Nullable;

/** The device of a payment. An age of null means that the card was never seen with the device. */
record Device(String id, @Nullable Double ageDays) {

    static Device unseen(Dice dice) {
        return new Device("d-" + dice.between(0, 999_999_999), null);
    }

    /** Linked to the card a moment ago, as after a takeover or with a new phone. */
    static Device fresh(Dice dice) {
        return new Device("d-" + dice.between(0, 999_999_999), dice.between(0.0, 0.3));
    }
}
