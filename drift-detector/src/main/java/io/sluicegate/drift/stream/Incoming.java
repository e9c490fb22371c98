package io.sluicegate.drift.stream;

import org.jspecify.annotations.Nullable;

/** What became of a record's bytes. */
sealed interface Incoming<T> {

    /** They are a record. */
    record Usable<T>(T value) implements Incoming<T> {}

    /** They are none: a dead letter, whose headers say why. */
    final class Unusable<T> implements Incoming<T> {
        private final byte @Nullable [] bytes;

        Unusable(byte @Nullable [] bytes) {
            this.bytes = bytes;
        }

        byte @Nullable [] bytes() {
            return bytes;
        }
    }

    default boolean isUsable() {
        return this instanceof Usable;
    }
}
