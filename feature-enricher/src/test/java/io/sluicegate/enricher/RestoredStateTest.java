package io.sluicegate.enricher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.events.EventReader;
import io.sluicegate.enricher.events.UnreadableSchemas;
import io.sluicegate.enricher.stream.Enrich;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import io.sluicegate.testing.state.StageState;
import io.sluicegate.testing.state.StateFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestoredStateTest {
    private static final String APPLICATION = "fraud-feature-enricher";

    private final Path folder;
    private final TestPipeline pipeline;
    private final StageState state;

    RestoredStateTest(@TempDir Path folder) {
        this.folder = folder;
        pipeline = new TestPipeline("nowhere:9092", "mock://" + UUID.randomUUID(), folder);
        state = new StageState(APPLICATION, pipeline.clients.registry());
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    @ParameterizedTest
    @MethodSource("io.sluicegate.testing.state.StateFixture#all")
    void shouldGoOnWithTheWindowsOfItsEntities(StateFixture before) {
        try (var driver = driver(state.restored(topology(), before))) {
            send(driver, "c", 120, 30);

            var features = read(driver);
            assertThat(features.get("count_5m")).isEqualTo(3L);
            assertThat(features.get("spend_1h")).isEqualTo(60.0);
            assertThat(features.get("mean_amount_1d")).isEqualTo(20.0);
            assertThat(features.get("max_amount_1d")).isEqualTo(30.0);
            assertThat(pipeline.meters
                            .get(Metric.ENRICHER_WINDOWS_BEGUN.id())
                            .counter()
                            .count())
                    .isZero();
        }
    }

    @Test
    void shouldWriteItsStateAsTheNewestFixtureHasIt() {
        var topology = topology();
        try (var driver = driver(topology)) {
            send(driver, "c", 0, 10);
            send(driver, "d", 30, 1);
            send(driver, "c", 60, 20);

            state.check(driver, topology);
        }
    }

    private Topology topology() {
        var context = pipeline.context();
        var schema = pipeline.featuresSchema();
        var writer = pipeline.featuresWriter();
        var enrich = new Enrich(
                pipeline.engine(),
                new EventReader(context.clients().schemas(), pipeline.engine().needs()),
                new UnreadableSchemas(Unreadable.HOLD, id -> true, () -> {}),
                vector -> writer.write(schema.record(vector)),
                new DeadLetters(EnricherStage.NAME, context.metrics()),
                new EnricherMetrics(
                        context.metrics(), pipeline.config.features().fingerprint()));
        return new EnricherTopology(TestPipeline.EVENTS, TestPipeline.FEATURES, enrich).build();
    }

    private TopologyTestDriver driver(Topology topology) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new TopologyTestDriver(topology, properties, Cards.NOON.plus(Duration.ofMinutes(5)));
    }

    private void send(TopologyTestDriver driver, String card, double seconds, double amount) {
        driver.createInputTopic(TestPipeline.EVENTS, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(card.getBytes(UTF_8), pipeline.eventWriter().write(Cards.at(card, seconds, amount)));
    }

    private GenericRecord read(TopologyTestDriver driver) {
        var bytes = new ByteArrayDeserializer();
        var value =
                driver.createOutputTopic(TestPipeline.FEATURES, bytes, bytes).readValue();
        return ((Decoded<GenericRecord>)
                        pipeline.clients.serdes().genericReader().read(value))
                .value();
    }
}
