package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.api.TerminationStyle;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterExecutionMode;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.kafka.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers, and a partition that only the second one has a copy of. */
class LeaderlessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SECOND = 1;

    @TempDir
    Path folder;

    @Test
    void shouldNameAPartitionWithoutALeaderAndGoOnOnceItHasOne() throws Exception {
        try (var cluster = cluster()) {
            cluster.start();
            createTopics(cluster);
            var context = context(cluster.getBootstrapServers());
            try (var clients = context.clients();
                    var stage = new StreamsStage(
                            context, StreamsDefinition.of("copier", "leaderless-copier", LeaderlessIT::copying))) {
                stage.start();
                awaitReady(stage);
                send(cluster, 1, "before");

                cluster.stopNodes(node -> node == SECOND, TerminationStyle.ABRUPT);
                awaitReadiness(stage, "no broker leads partition 1 of read; start the brokers that have a copy");
                send(cluster, 0, "meanwhile");
                awaitWritten(cluster, Set.of("before", "meanwhile"));

                cluster.startNodes(node -> node == SECOND);
                awaitReady(stage);
                send(cluster, 1, "afterwards");
                awaitWritten(cluster, Set.of("before", "meanwhile", "afterwards"));
            }
        }
    }

    private static KafkaCluster cluster() {
        return KafkaClusterFactory.create(KafkaClusterConfig.builder()
                .execMode(KafkaClusterExecutionMode.IN_VM)
                .kraftMode(true)
                .kraftControllers(1)
                .brokersNum(2)
                .brokerConfig("broker.session.timeout.ms", "4000")
                .brokerConfig("transaction.state.log.num.partitions", "1")
                .build());
    }

    /** Those of Kafka's own are on the broker that stays. */
    private static void createTopics(KafkaCluster cluster) throws Exception {
        var properties = Map.<String, Object>of("bootstrap.servers", cluster.getBootstrapServers());
        var ofKafka = Map.of("cleanup.policy", "compact");
        try (var admin = Admin.create(properties)) {
            admin.createTopics(List.of(
                            new NewTopic("__consumer_offsets", Map.of(0, List.of(0))).configs(ofKafka),
                            new NewTopic("__transaction_state", Map.of(0, List.of(0))).configs(ofKafka),
                            new NewTopic("read", Map.of(0, List.of(0), 1, List.of(SECOND))),
                            new NewTopic("written", Map.of(0, List.of(0)))))
                    .all()
                    .get();
        }
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
        return new Topology().addSource("events", "read").addSink("copies", "written", "events");
    }

    private static void send(KafkaCluster cluster, int partition, String value) throws Exception {
        var properties = Map.<String, Object>of("bootstrap.servers", cluster.getBootstrapServers());
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("read", partition, null, value)).get();
        }
    }

    private static void awaitWritten(KafkaCluster cluster, Set<String> values) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                cluster.getBootstrapServers(),
                "group.id",
                "reader-of-" + values.size(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("written"));
            var read = new HashSet<String>();
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.value()));
                return read.equals(values);
            });
        }
    }

    private StageContext context(String bootstrap) throws IOException {
        var config = PipelineConfigReader.read(
                Files.writeString(folder.resolve("p.yaml"), """
                        pipeline: leaderless
                        kafka: {bootstrap: "%s", registry: mock://leaderless, latency: low}
                        service: {instance: i1, data: %s, drain: 5s}
                        events: {entity: e, time: t}
                        features:
                          - {name: f, type: double, field: f}
                        model: {name: m}
                        """.formatted(bootstrap, folder)), Map.of());
        return new StageContext(config, new SimpleMeterRegistry(), new Clients(config.kafka(), config.service()));
    }
}
