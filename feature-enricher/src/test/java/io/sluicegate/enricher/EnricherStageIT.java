package io.sluicegate.enricher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.runtime.kafka.PublishedFeatures;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on a real broker, exactly-once, stopped and started in mid-stream. */
@WithCluster
class EnricherStageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The second run finds its states on disk, the third must restore them from the changelog. */
    @Test
    void shouldGiveTheFeaturesThatABackfillGivesAlsoAcrossRestarts(
            TestCluster cluster, @TempDir Path disk, @TempDir Path otherDisk) {
        var traffic = Cards.traffic(3_000, 40, 5);
        var registry = TestRegistry.url("enriched");
        try (var pipeline = new TestPipeline(cluster.bootstrapServers(), registry, disk);
                var moved = new TestPipeline(cluster.bootstrapServers(), registry, otherDisk)) {
            createTopics(cluster, pipeline);

            produce(cluster, pipeline, traffic.subList(0, 1_000));
            run(cluster, pipeline, 500); // stops wherever it is
            produce(cluster, pipeline, traffic.subList(1_000, 2_000));
            run(cluster, pipeline, 1_500);
            produce(cluster, pipeline, traffic.subList(2_000, 3_000));
            run(cluster, moved, 3_000);

            var features = cluster.readAll(TestPipeline.FEATURES, new ByteArrayDeserializer());
            assertThat(cluster.readAll(
                            Topics.FEATURE_SETS,
                            pipeline.clients
                                    .serdes()
                                    .specific(PublishedFeatureSet.class)
                                    .deserializer()))
                    .hasSize(3)
                    .allSatisfy(published -> {
                        var set = pipeline.config.features();
                        assertThat(published.key()).isEqualTo(set.fingerprint());
                        assertThat(published.value())
                                .isEqualTo(PublishedFeatures.of(
                                        set,
                                        pipeline.config.pipeline(),
                                        pipeline.config.service().instance(),
                                        published.value().getPublishedAt()));
                    });
            assertThat(byEntity(features)).isEqualTo(backfilled(pipeline, traffic));
            assertThat(cluster.readAll(TestPipeline.DEAD_LETTERS, new ByteArrayDeserializer()))
                    .extracting(letter -> new String(letter.value(), UTF_8))
                    .containsExactly("broken", "broken", "broken");
        }
    }

    @Test
    void shouldSayWhatToDoWithoutASchemaOfTheEvents(TestCluster cluster, @TempDir Path data) {
        try (var pipeline = new TestPipeline(
                        cluster.bootstrapServers(),
                        TestRegistry.url("unregistered"),
                        data,
                        eventsOf("strange.events"));
                var stage = new EnricherStage(pipeline.context())) {
            assertThatThrownBy(stage::start)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(
                            "no schema of the events is registered under strange.events-value; register it");
        }
    }

    private static EventSettings eventsOf(String topic) {
        var cards = Declare.CARD_EVENTS;
        return new EventSettings(
                topic, cards.entity(), cards.id(), cards.time(), cards.lateness(), cards.future(), cards.unreadable());
    }

    /** Runs a stage until so many features have been committed in all. */
    private static void run(TestCluster cluster, TestPipeline pipeline, int features) {
        try (var stage = new EnricherStage(pipeline.context())) {
            stage.start();
            cluster.readUntil(TestPipeline.FEATURES, new ByteArrayDeserializer(), features, PATIENCE);
            await().atMost(PATIENCE).until(() -> stage.readiness().isReady());
        }
    }

    private static void createTopics(TestCluster cluster, TestPipeline pipeline) {
        var wanted = List.of(TestPipeline.EVENTS, TestPipeline.FEATURES, TestPipeline.DEAD_LETTERS);
        Topics.of(pipeline.config.pipeline()).ofPipeline(TestPipeline.EVENTS, pipeline.config.partitions()).stream()
                .filter(topic -> wanted.contains(topic.name()))
                .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
        cluster.createTopic(Topics.FEATURE_SETS, 1);
    }

    private static void produce(TestCluster cluster, TestPipeline pipeline, List<GenericRecord> events) {
        var writer = pipeline.eventWriter();
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        events.forEach(event -> records.add(
                new ProducerRecord<>(TestPipeline.EVENTS, event.get("cardId").toString(), writer.write(event))));
        records.add(events.size() / 2, new ProducerRecord<>(TestPipeline.EVENTS, "card-1", "broken".getBytes(UTF_8)));
        cluster.produce(records, new ByteArraySerializer());
    }

    private static Map<String, List<String>> byEntity(List<ConsumerRecord<String, byte[]>> features) {
        var byEntity = new LinkedHashMap<String, List<String>>();
        features.forEach(record -> byEntity.computeIfAbsent(record.key(), key -> new ArrayList<>())
                .add(HexFormat.of().formatHex(record.value())));
        return byEntity;
    }

    private static Map<String, List<String>> backfilled(TestPipeline pipeline, List<GenericRecord> events) {
        var byEntity = new LinkedHashMap<String, List<String>>();
        var writer = pipeline.featuresWriter();
        var schema = pipeline.featuresSchema();
        new Backfill(pipeline.engine(), Instant.now())
                .run("traffic", events.iterator(), vector -> byEntity.computeIfAbsent(
                                vector.entity(), key -> new ArrayList<>())
                        .add(HexFormat.of().formatHex(writer.write(schema.record(vector)))));
        return byEntity;
    }
}
