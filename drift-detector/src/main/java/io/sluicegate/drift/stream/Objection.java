package io.sluicegate.drift.stream;

import io.sluicegate.runtime.deadletter.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/** Why a record that could be decoded can't be counted, in a code and in words. */
record Objection(ErrorCode code, String message) {

    /**
     * A row from the future can't be counted: its time moves the partition's watermark, and by that every true row would be late
     * from then on. One from before 1970 has no time: nobody means it, and windows that far back don't exist.
     */
    static Optional<Objection> ofTime(Instant time, Instant latest) {
        if (time.isBefore(Instant.EPOCH)) {
            return Optional.of(
                    new Objection(ErrorCode.MISSING_FIELD, "'eventTime' is " + time + ", no time since 1970"));
        }
        return time.isAfter(latest)
                ? Optional.of(new Objection(
                        ErrorCode.FUTURE_EVENT,
                        "'eventTime' is " + time + ", after " + latest + ", the latest allowed now"))
                : Optional.empty();
    }
}
