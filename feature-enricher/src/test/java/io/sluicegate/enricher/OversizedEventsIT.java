package io.sluicegate.enricher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of all sizes, on a real broker whose topic of events takes more than ours do. */
@WithCluster
class OversizedEventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEGA = 1_000_000;
    private static final int JUST_BELOW_THE_DEFAULT = 1_048_350;

    @Test
    void shouldBuryWhateverIsTooLargeAndGoOn(TestCluster cluster, @TempDir Path data) {
        try (var pipeline = new TestPipeline(cluster.bootstrapServers(), TestRegistry.url("oversized"), data);
                var stage = new EnricherStage(
                        new StageContext(withCategory(pipeline), pipeline.meters, pipeline.clients))) {
            createTopics(cluster, pipeline);
            var writer = pipeline.eventWriter();
            stage.start();

            send(
                    cluster,
                    List.of(
                            junk("card-1", JUST_BELOW_THE_DEFAULT),
                            junk("card-1", 5 * MEGA),
                            junk("card-1", 9 * MEGA),
                            junk("k".repeat(9 * MEGA), 10),
                            withHeader(junk("card-1", 10), 9 * MEGA),
                            event(writer.write(with("category", 3 * MEGA))),
                            event(writer.write(with("merchantId", 5 * MEGA))),
                            event(writer.write(Cards.at("card-1", 9, 1)))));

            var letters = read(cluster, TestPipeline.DEAD_LETTERS, 6);
            assertThat(letters)
                    .extracting(OversizedEventsIT::told)
                    .containsExactlyInAnyOrder(
                            "UNDECODABLE 6 " + JUST_BELOW_THE_DEFAULT + " null null null",
                            "UNDECODABLE 6 5000000 null null null",
                            "UNDECODABLE 6 null 9000000 null null",
                            "UNDECODABLE null 10 null 9000000 null",
                            "UNDECODABLE 6 10 null null 9000014",
                            "TOO_LARGE 6 " + writer.write(with("category", 3 * MEGA)).length + " null null null");
            assertThat(read(cluster, TestPipeline.FEATURES, 2)).hasSize(2);
            assertThat(stage.stopped()).isNotDone();
        }
    }

    /** The code, the sizes of key and value, and what headers say of the parts that were left out. */
    private static String told(ConsumerRecord<String, byte[]> letter) {
        return Stream.of(
                        header(letter, "sluicegate.error.code"),
                        letter.key() == null ? null : letter.key().length(),
                        letter.value() == null ? null : letter.value().length,
                        header(letter, "sluicegate.value.size"),
                        header(letter, "sluicegate.key.size"),
                        header(letter, "sluicegate.headers.size"))
                .map(String::valueOf)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static PipelineConfig withCategory(TestPipeline pipeline) {
        var config = pipeline.config;
        return new PipelineConfig(
                config.pipeline(),
                config.partitions(),
                config.kafka(),
                config.service(),
                config.events(),
                new FeatureSet(List.of(
                        Declare.required("amount", Type.DOUBLE, "amount"),
                        Declare.field("category", Type.STRING, "category"))),
                config.model(),
                config.drift(),
                config.policies());
    }

    private static GenericRecord with(String field, int length) {
        var event = Cards.at("card-1", 1, 1);
        event.put(field, "x".repeat(length));
        return event;
    }

    private static ProducerRecord<String, byte[]> junk(String key, int size) {
        var value = new byte[size];
        Arrays.fill(value, (byte) 'x');
        return new ProducerRecord<>(TestPipeline.EVENTS, key, value);
    }

    private static ProducerRecord<String, byte[]> withHeader(ProducerRecord<String, byte[]> record, int size) {
        record.headers().add("huge", new byte[size]);
        return record;
    }

    private static ProducerRecord<String, byte[]> event(byte[] value) {
        return new ProducerRecord<>(TestPipeline.EVENTS, "card-1", value);
    }

    private static void send(TestCluster cluster, List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.request.size", 20 * MEGA),
                new StringSerializer(),
                new ByteArraySerializer())) {
            assertThat(records.stream().map(producer::send).toList())
                    .allSatisfy(sent -> assertThat(sent).succeedsWithin(PATIENCE));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> read(TestCluster cluster, String topic, int count) {
        return cluster.readUntil(topic, new ByteArrayDeserializer(), count, PATIENCE);
    }

    private static void createTopics(TestCluster cluster, TestPipeline pipeline) {
        var wanted = List.of(TestPipeline.FEATURES, TestPipeline.DEAD_LETTERS);
        var topics =
                Topics.of(pipeline.config.pipeline()).ofPipeline(TestPipeline.EVENTS, pipeline.config.partitions());
        topics.stream()
                .filter(topic -> wanted.contains(topic.name()))
                .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
        var larger = new HashMap<>(topics.get(0).settings());
        larger.put("max.message.bytes", Integer.toString(20 * MEGA));
        cluster.createTopic(TestPipeline.EVENTS, pipeline.config.partitions(), larger);
        cluster.createTopic(Topics.FEATURE_SETS, 1);
    }
}
