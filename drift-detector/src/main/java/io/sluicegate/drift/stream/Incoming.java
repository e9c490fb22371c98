package io.sluicegate.drift.stream;

import org.jspecify.annotations.Nullable;

/** What became of a record's bytes. */
sealed interface Incoming<T> {

    /** They are a record. */
    record Readable<T>(T value) implements Incoming<T> {}

    /** They are none: a dead letter, whose headers say why. */
    record Unreadable<T>(byte @Nullable [] value) implements Incoming<T> {}

    default boolean isReadable() {
        return this instanceof Readable;
    }
}
