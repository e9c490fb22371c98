package io.sluicegate.scorer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PassedHeadersTest {
    @Test
    void shouldPassTheTraceAndTheTimeOfIngestionOnly() {
        var original = headers("other", "traceparent", "sluicegate.ingested", "another");

        assertThat(PassedHeaders.of(original))
                .extracting(Header::key)
                .containsExactly("traceparent", "sluicegate.ingested");
        assertThat(original).hasSize(4);
    }

    @Test
    void shouldPassTheHeadersThemselvesIfThereAreNoOthers() {
        var original = headers("sluicegate.ingested");

        assertThat(PassedHeaders.of(original)).isSameAs(original);
    }

    private static Headers headers(String... names) {
        var headers = new RecordHeaders();
        for (var name : names) {
            headers.add(name, name.getBytes(UTF_8));
        }
        return headers;
    }
}
