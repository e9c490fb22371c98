package io.sluicegate.enricher.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** The headers that a features record takes from its event: the trace, and the event's append time. */
final class FeaturesHeaders {
    private FeaturesHeaders() {}

    static Headers of(Record<?, ?> event) {
        var headers = new RecordHeaders();
        var trace = event.headers().lastHeader(FeaturesRecord.TRACE);
        if (trace != null) {
            headers.add(trace);
        }
        headers.add(FeaturesRecord.INGESTED, Long.toString(event.timestamp()).getBytes(UTF_8));
        return headers;
    }
}
