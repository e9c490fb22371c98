package io.sluicegate.bench.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SentTest {
    @Test
    void shouldCarryATimeInATraceHeader() {
        var headers = new RecordHeaders().add(Sent.HEADER, Sent.at(1_764_000_000_123L));

        assertThat(Sent.of(headers)).hasValue(1_764_000_000_123L);
    }

    @Test
    void shouldNotTakeAnotherTraceForATime() {
        var other = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(US_ASCII);

        assertThat(Sent.of(new RecordHeaders())).isEmpty();
        assertThat(Sent.of(new RecordHeaders().add(Sent.HEADER, other))).isEmpty();
    }
}
