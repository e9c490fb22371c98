package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;

/** What became of bytes that should be a record. */
public sealed interface Decoding<T> {

    /** The record. */
    record Decoded<T>(T value) implements Decoding<T> {}

    /** No record, and why. */
    record Rejected<T>(Rejection rejection) implements Decoding<T> {}

    static <T> Rejected<T> rejected(ErrorCode code, String message) {
        return new Rejected<>(new Rejection(code, message));
    }
}
