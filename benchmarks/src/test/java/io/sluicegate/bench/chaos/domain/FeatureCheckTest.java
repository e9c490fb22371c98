package io.sluicegate.bench.chaos.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.chaos.domain.FeatureCheck.Row;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureCheckTest {
    private static Row row(String where, String id, String values) {
        return new Row(where, id, ByteBuffer.wrap(values.getBytes(UTF_8)), values);
    }

    private static final List<Row> OFFLINE = List.of(row("offline", "a", "1.0"), row("offline", "b", "2.0"));

    @Test
    void shouldHoldWhenAllAreEqual() {
        var online = List.of(row("features-0@0", "a", "1.0"), row("features-0@1", "b", "2.0"));

        assertThat(FeatureCheck.equal(OFFLINE, online).holds()).isTrue();
    }

    @Test
    void shouldFindADifference() {
        var online = List.of(row("features-0@0", "a", "1.0"), row("features-0@1", "b", "2.0000000001"));

        assertThat(FeatureCheck.equal(OFFLINE, online).faults())
                .containsExactly("features-0@1, event b: 2.0000000001, offline 2.0");
    }

    @Test
    void shouldFindFeaturesThatAreMissing() {
        assertThat(FeatureCheck.equal(OFFLINE, List.of(row("features-0@0", "a", "1.0")))
                        .faults())
                .containsExactly("event b has no features");
    }
}
