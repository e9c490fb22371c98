package io.sluicegate.drift.stream;

import org.jspecify.annotations.Nullable;

/** The result of decoding a record. */
sealed interface Incoming<T> {

    /** The bytes are a usable record. */
    record Usable<T>(T value) implements Incoming<T> {}

    /** The bytes are unusable: a dead letter, whose headers give the reason. */
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
