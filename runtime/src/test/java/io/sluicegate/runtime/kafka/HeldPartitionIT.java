package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that stays open on a topic that a stage reads. */
@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class HeldPartitionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than a transaction of the stage takes on a busy machine. */
    private static final Duration OPEN = Duration.ofSeconds(3);

    private static final String READ = "held.read";
    private static final String WRITTEN = "held.written";

    @TempDir
    Path folder;

    @Test
    void shouldNameAPartitionThatAnOpenTransactionHoldsAndGoOnOnceItIsOver(TestCluster cluster) throws Exception {
        cluster.createTopic(READ, 2);
        cluster.createTopic(WRITTEN, 1);
        var context = context(cluster.bootstrapServers());
        try (var clients = context.clients();
                var stage = new StreamsStage(
                        context, StreamsDefinition.of("copier", "held-copier", HeldPartitionIT::copying));
                var producer = transactional(cluster)) {
            stage.start();
            awaitReady(stage);
            send(cluster, 1, "before");
            awaitWritten(cluster, "before");

            producer.beginTransaction();
            producer.send(new ProducerRecord<>(READ, 1, null, "open")).get();
            awaitReadiness(
                    stage,
                    "an open transaction holds partition 1 of held.read at offset 1: consumers get nothing behind it");
            send(cluster, 1, "behind");
            send(cluster, 0, "beside");
            awaitWritten(cluster, "before", "beside");

            producer.commitTransaction();
            awaitReady(stage);
            awaitWritten(cluster, "before", "beside", "open", "behind");
        }
    }

    private static KafkaProducer<String, String> transactional(TestCluster cluster) {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "held-open"),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static void awaitReady(Stage stage) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.readiness()).isEqualTo(Readiness.ready()));
    }

    private static void awaitReadiness(Stage stage, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.readiness().toString()).contains(text));
    }

    private static Topology copying() {
        return new Topology().addSource("events", READ).addSink("copies", WRITTEN, "events");
    }

    private static void send(TestCluster cluster, int partition, String value) {
        cluster.produce(List.of(new ProducerRecord<>(READ, partition, null, value)), new StringSerializer());
    }

    private static void awaitWritten(TestCluster cluster, String... values) {
        assertThat(cluster.readUntil(WRITTEN, new StringDeserializer(), values.length, PATIENCE))
                .extracting(ConsumerRecord::value)
                .containsExactly(values);
    }

    private StageContext context(String bootstrap) throws IOException {
        var config = PipelineConfigReader.read(
                Files.writeString(folder.resolve("p.yaml"), """
                        pipeline: held
                        kafka: {bootstrap: "%s", registry: mock://held, latency: low}
                        service: {instance: i1, data: %s, drain: 5s}
                        events: {entity: e, time: t}
                        features:
                          - {name: f, type: double, field: f}
                        model: {name: m}
                        """.formatted(bootstrap, folder)), Map.of());
        var clients = new Clients(config.kafka(), config.service(), it -> BrokerPulse.of(it, OPEN));
        return new StageContext(config, new SimpleMeterRegistry(), clients);
    }
}
