package io.sluicegate.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage that makes of a small record what is too large for its output and for the changelog of its state, exactly-once. */
@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class OversizedOutputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READ = "grown.read";
    private static final String WRITTEN = "grown.written";
    private static final String LETTERS = "grown.read.dlq";

    @TempDir
    Path folder;

    /** Makes nine megabytes of what says "grow". */
    private static final class Grower extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            var value = record.value().equals("grow") ? "x".repeat(9_000_000) : record.value();
            KeyValueStore<String, String> newest = context().getStateStore("newest");
            newest.put(record.key(), value);
            context().forward(record.withValue(value));
        }
    }

    @Test
    void shouldBuryARecordWhoseOutputsWouldBeTooLargeAndGoOn(TestCluster cluster) throws Exception {
        Stream.of(READ, WRITTEN, LETTERS).forEach(topic -> cluster.createTopic(topic, 1));
        var context = context(cluster.bootstrapServers());
        try (var clients = context.clients();
                var stage = new StreamsStage(
                        context,
                        StreamsDefinition.of("grower", "grown-grower", OversizedOutputIT::growing)
                                .withDeadLetters(LETTERS))) {
            stage.start();
            for (var value : List.of("before", "grow", "after")) {
                cluster.produce(READ, "k", value, new StringSerializer());
            }

            assertThat(read(cluster, WRITTEN, 2))
                    .extracting(ConsumerRecord::value)
                    .containsExactly("before", "after");
            assertThat(read(cluster, LETTERS, 1)).allSatisfy(letter -> {
                assertThat(header(letter, "sluicegate.error.code")).isEqualTo("TOO_LARGE");
                assertThat(header(letter, "sluicegate.offset")).isEqualTo("1");
                assertThat(header(letter, "sluicegate.topic")).isEqualTo(READ);
            });
            assertThat(context.metrics()
                            .registry()
                            .find(Metric.THREADS_REPLACED.id())
                            .counter())
                    .isNull();
            assertThat(counted(context, READ)).isEqualTo(1);
            assertThat(counted(context, "grown-grower-newest-changelog")).isEqualTo(1);
            assertThat(stage.stopped()).isNotDone();
        }
    }

    private static double counted(StageContext context, String topic) {
        return context.metrics()
                .registry()
                .get(Metric.DEAD_LETTERS.id())
                .tags("code", "TOO_LARGE", "topic", topic)
                .counter()
                .count();
    }

    private static Topology growing() {
        return new Topology()
                .addSource("events", READ)
                .addProcessor("grow", Grower::new, "events")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("newest"), Serdes.String(), Serdes.String()),
                        "grow")
                .addSink("copies", WRITTEN, "grow");
    }

    private static List<ConsumerRecord<String, String>> read(TestCluster cluster, String topic, int count) {
        return cluster.readUntil(topic, new StringDeserializer(), count, PATIENCE);
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private StageContext context(String bootstrap) throws IOException {
        var config = PipelineConfigReader.read(
                Files.writeString(folder.resolve("p.yaml"), """
                        pipeline: grown
                        kafka:
                          bootstrap: "%s"
                          registry: mock://grown
                          latency: low
                          properties:
                            default.key.serde: org.apache.kafka.common.serialization.Serdes$StringSerde
                            default.value.serde: org.apache.kafka.common.serialization.Serdes$StringSerde
                        service: {instance: i1, data: %s, drain: 5s}
                        events: {entity: e, time: t}
                        features:
                          - {name: f, type: double, field: f}
                        model: {name: m}
                        """.formatted(bootstrap, folder)), Map.of());
        return new StageContext(config, new SimpleMeterRegistry(), new Clients(config.kafka(), config.service()));
    }
}
