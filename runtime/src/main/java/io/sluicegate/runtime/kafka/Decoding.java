package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;

/** The outcome of decoding bytes: a record or a rejection. */
public sealed interface Decoding<T> {

    /** The record. */
    record Decoded<T>(T value) implements Decoding<T> {}

    /** The reason why there is no record. */
    record Rejected<T>(Rejection rejection) implements Decoding<T> {}

    static <T> Rejected<T> rejected(ErrorCode code, String message) {
        return new Rejected<>(new Rejection(code, message));
    }
}
