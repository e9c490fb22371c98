package io.sluicegate.scorer.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers that go from a features record to its prediction. */
final class PassedHeaders {
    /** The trace, in W3C's format. */
    static final String TRACE = "traceparent";

    /** When the event was appended: milliseconds, in decimal digits. */
    static final String INGESTED = "sluicegate.ingested";

    private static final List<String> PASSED = List.of(TRACE, INGESTED);

    private PassedHeaders() {}

    static Headers of(Headers original) {
        var headers = new RecordHeaders();
        for (var name : PASSED) {
            var header = original.lastHeader(name);
            if (header != null) {
                headers.add(header);
            }
        }
        return headers;
    }

    /** When the event was appended; empty if the header isn't there or isn't a number. */
    static OptionalLong ingested(Headers headers) {
        var header = headers.lastHeader(INGESTED);
        if (header == null || header.value() == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(new String(header.value(), US_ASCII)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
