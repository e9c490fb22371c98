package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.deadletter.ErrorCode;

/** What became of bytes that should be a record. */
public sealed interface Decoding<T> {

    /** The record. */
    record Decoded<T>(T value) implements Decoding<T> {}

    /** No record, and why. */
    record Undecodable<T>(ErrorCode code, String message) implements Decoding<T> {}
}
