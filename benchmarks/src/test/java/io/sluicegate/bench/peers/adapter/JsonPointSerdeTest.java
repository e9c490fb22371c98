package io.sluicegate.bench.peers.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPointSerdeTest {
    private static final String JSON =
            "{\"creationTimestamp\":7,\"dataPointSz1\":1,\"dataPointSz2\":2,\"dataPoint\":\"0.5,1.0E-4,\",\"prediction\":null}";

    @Test
    void shouldReadAndWriteTheAdaptersJson() {
        for (var serde : List.of(JsonPointSerde.anew(), JsonPointSerde.shared())) {
            var point = serde.deserializer().deserialize("any", JSON.getBytes(UTF_8));

            assertThat(point).isEqualTo(new JsonPoint(7, List.of(List.of(0.5f, 1.0E-4f)), null));
            assertThat(new String(serde.serializer().serialize("any", point), UTF_8))
                    .isEqualTo(JSON);
        }
    }

    @Test
    void shouldEchoTheInputWithItsPrediction() {
        var point = new JsonPoint(7, List.of(List.of(0.5f)), null).with(List.of(List.of(0.25f, 0.75f)));

        assertThat(new String(JsonPointSerde.shared().serializer().serialize("any", point), UTF_8))
                .endsWith("\"dataPoint\":\"0.5,\",\"prediction\":\"[[0.25, 0.75]]\"}");
    }
}
