package io.sluicegate.drift.stream;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import java.time.Instant;
import java.util.Optional;

/** Checks the event time of a row before it is counted. */
final class RowTime {
    private RowTime() {}

    /**
     * Rejects a row from the future: its time would advance the partition's watermark, and every true row after it would be late. Also
     * rejects a row from before 1970, whose time is certainly wrong and has no window.
     */
    static Optional<Rejection> rejection(Instant time, Instant latest) {
        if (time.isBefore(Instant.EPOCH)) {
            return Optional.of(
                    new Rejection(ErrorCode.MISSING_FIELD, "'eventTime' is " + time + ", which is before 1970"));
        }
        return time.isAfter(latest)
                ? Optional.of(new Rejection(
                        ErrorCode.FUTURE_EVENT,
                        "'eventTime' is " + time + ", after " + latest + ", the latest allowed now"))
                : Optional.empty();
    }
}
