package io.sluicegate.bench.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peer computes what the features need, or it would be no peer. */
class DslTopologyTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void shouldTallyEachWindowThatEndsWithAnEvent() {
        var config = PipelineConfigReader.read(
                FRAUD,
                Map.of(
                        "SLUICEGATE_BOOTSTRAP",
                        "nowhere:9092",
                        "SLUICEGATE_REGISTRY",
                        "mock://" + UUID.randomUUID(),
                        "SLUICEGATE_DATA",
                        folder.toString()));
        try (var clients = new Clients(config.kafka(), config.service())) {
            var context = new StageContext(config, new SimpleMeterRegistry(), clients);
            var cards = clients.serdes().specific(CardTransaction.class).serializer();
            try (var driver =
                    new TopologyTestDriver(DslTopology.build(context), clients.streamsProperties("test"), NOON)) {
                var input = driver.createInputTopic(config.events().topic(), new StringSerializer(), cards);
                var output = driver.createOutputTopic(
                        EnricherSubject.DSL.output(config.pipeline()),
                        new StringDeserializer(),
                        WindowTally.SERDE.deserializer());
                input.pipeInput("c", event(0, 10, true, "DE"));
                input.pipeInput("c", event(1_800, 20, false, "PT"));
                output.readValuesToList();

                input.pipeInput("c", event(5_400, 30, false, "DE"));

                long last = NOON.plusSeconds(5_400).toEpochMilli();
                assertThat(output.readValuesToList())
                        .containsExactlyInAnyOrder(
                                new WindowTally(1, 30, 30, 1, 30, 0, last),
                                new WindowTally(2, 50, 30, 2, 50, 20, last),
                                new WindowTally(3, 60, 30, 2, 50, 20, last));
            }
        }
    }

    private static CardTransaction event(int seconds, double amount, boolean present, String country) {
        return CardTransaction.newBuilder()
                .setTransactionId("t-" + seconds)
                .setCardId("c")
                .setMerchantId("m")
                .setDeviceId("d")
                .setCategory("grocery")
                .setCountry(country)
                .setHomeCountry("DE")
                .setAmount(amount)
                .setCardPresent(present)
                .setDeviceAgeDays(null)
                .setOccurredAt(NOON.plusSeconds(seconds))
                .build();
    }
}
