package io.sluicegate.drift.stream;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import java.time.Instant;
import java.util.Optional;

/** Checks the event time of a row before it is counted. */
final class RowTime {
    private RowTime() {}

    /**
     * A row from the future is rejected: its time would move the partition's watermark, and each true row would be late from then on.
     * A row from before 1970 has no time: nobody means it, and windows that far back don't exist.
     */
    static Optional<Rejection> rejection(Instant time, Instant latest) {
        if (time.isBefore(Instant.EPOCH)) {
            return Optional.of(
                    new Rejection(ErrorCode.MISSING_FIELD, "'eventTime' is " + time + ", no time since 1970"));
        }
        return time.isAfter(latest)
                ? Optional.of(new Rejection(
                        ErrorCode.FUTURE_EVENT,
                        "'eventTime' is " + time + ", after " + latest + ", the latest allowed now"))
                : Optional.empty();
    }
}
