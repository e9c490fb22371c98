package io.sluicegate.scorer.stream;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers that a prediction takes from its features record. */
final class PassedHeaders {
    private static final int MOST_DIGITS = 18;
    private static final List<String> PASSED = List.of(FeaturesRecord.TRACE, FeaturesRecord.INGESTED);

    private PassedHeaders() {}

    /** The passed headers of a features record; the record's own object if it has no others, as is mostly so. */
    static Headers of(Headers original) {
        for (var header : original) {
            if (!PASSED.contains(header.key())) {
                return without(original);
            }
        }
        return original;
    }

    private static Headers without(Headers others) {
        var headers = new RecordHeaders();
        for (var header : others) {
            if (PASSED.contains(header.key())) {
                headers.add(header);
            }
        }
        return headers;
    }

    /** When the event was appended; empty if the header isn't there or isn't a number. */
    static OptionalLong ingested(Headers headers) {
        var header = headers.lastHeader(FeaturesRecord.INGESTED);
        return header == null || header.value() == null ? OptionalLong.empty() : number(header.value());
    }

    private static OptionalLong number(byte[] digits) {
        if (digits.length == 0 || digits.length > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (var digit : digits) {
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            number = number * 10 + digit - '0';
        }
        return OptionalLong.of(number);
    }
}
