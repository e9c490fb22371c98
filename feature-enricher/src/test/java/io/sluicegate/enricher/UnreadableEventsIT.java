package io.sluicegate.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events lose a field that a feature uses, on a real broker. */
@WithCluster
class UnreadableEventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GONE = "can't be read: the field amount is gone";

    @Test
    void shouldGoOnUntilTheFirstOneHoldThereAndBuryThemOnceToldTo(TestCluster cluster, @TempDir Path data) {
        try (var pipeline = pipeline(cluster, data, Unreadable.HOLD);
                var stage = new EnricherStage(pipeline.context())) {
            createTopics(cluster, pipeline);
            send(cluster, readable(pipeline, 1));
            var unreadable = unreadable(pipeline);
            stage.start();
            assertThat(read(cluster, TestPipeline.FEATURES, 1)).hasSize(1);
            await().atMost(PATIENCE).until(() -> stage.readiness().isReady());
            assertThat(stage.readiness().toString()).contains("features.amount", "the first event of it holds");

            send(cluster, unreadable);
            send(cluster, readable(pipeline, 2));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stage.readiness().toString())
                            .contains("can't be read: the field amount is gone"));
        }
        assertThat(cluster.readAll(TestPipeline.FEATURES, new ByteArrayDeserializer()))
                .hasSize(1);
        assertThat(cluster.readAll(TestPipeline.DEAD_LETTERS, new ByteArrayDeserializer()))
                .isEmpty();

        try (var pipeline = pipeline(cluster, data, Unreadable.DEAD_LETTER);
                var stage = new EnricherStage(pipeline.context())) {
            stage.start();

            assertThat(read(cluster, TestPipeline.FEATURES, 2)).hasSize(2);
            assertThat(read(cluster, TestPipeline.DEAD_LETTERS, 1))
                    .extracting(ConsumerRecord::value)
                    .containsExactly(unreadable(pipeline));
        }
    }

    private static TestPipeline pipeline(TestCluster cluster, Path data, Unreadable policy) {
        var cards = Declare.CARD_EVENTS;
        return new TestPipeline(
                cluster.bootstrapServers(),
                "mock://unreadable",
                data,
                new EventSettings(
                        cards.topic(),
                        cards.entity(),
                        cards.id(),
                        cards.time(),
                        cards.lateness(),
                        cards.future(),
                        policy));
    }

    private static byte[] readable(TestPipeline pipeline, int second) {
        return pipeline.eventWriter().write(Cards.at("card-1", second, 1));
    }

    private static byte[] unreadable(TestPipeline pipeline) {
        var fields = Cards.SCHEMA.getFields().stream()
                .filter(field -> !field.name().equals("amount"))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        var schema = Schema.createRecord(
                Cards.SCHEMA.getName(), null, Cards.SCHEMA.getNamespace(), Cards.SCHEMA.isError(), fields);
        var whole = Cards.at("card-1", 1, 1);
        var event = new GenericData.Record(schema);
        fields.forEach(field -> event.put(field.name(), whole.get(field.name())));
        return pipeline.writtenByOthers(event);
    }

    private static void send(TestCluster cluster, byte[] event) {
        cluster.produce(TestPipeline.EVENTS, "card-1", event, new ByteArraySerializer());
    }

    private static List<ConsumerRecord<String, byte[]>> read(TestCluster cluster, String topic, int count) {
        return cluster.readUntil(topic, new ByteArrayDeserializer(), count, PATIENCE);
    }

    private static void createTopics(TestCluster cluster, TestPipeline pipeline) {
        var wanted = List.of(TestPipeline.EVENTS, TestPipeline.FEATURES, TestPipeline.DEAD_LETTERS);
        Topics.of(pipeline.config.pipeline()).ofPipeline(TestPipeline.EVENTS, pipeline.config.partitions()).stream()
                .filter(topic -> wanted.contains(topic.name()))
                .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
        cluster.createTopic(Topics.FEATURE_SETS, 1);
    }
}
