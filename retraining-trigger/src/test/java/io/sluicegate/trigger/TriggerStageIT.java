package io.sluicegate.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithCluster
class TriggerStageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 20;

    private final TestCluster cluster;
    private final PipelineConfig config;
    private final Clients clients;
    private TriggerStage stage;

    TriggerStageIT(TestCluster cluster, @TempDir Path data) {
        this.cluster = cluster;
        config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"),
                Map.of(
                        "DATA",
                        data.toString(),
                        "BOOTSTRAP",
                        cluster.bootstrapServers(),
                        "REGISTRY",
                        TestRegistry.url("trigger")));
        clients = new Clients(config.kafka(), config.service());
    }

    @BeforeEach
    void start() {
        Topics.ofCluster().forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
        Topics.of("fraud")
                .ofPipeline("fraud.events", 1)
                .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
        stage = newStage();
    }

    @AfterEach
    void stop() {
        stage.close();
        clients.close();
    }

    @Test
    void shouldCloseTheLoopAcrossARestartExactlyOnceAndQuickly() throws Exception {
        new Loop(new Live()).runAndCheck();
        try (var admin = Admin.create(clients.adminProperties())) {
            assertThat(admin.listTransactions().all().get())
                    .as("whatever the pipeline's guarantee is")
                    .anyMatch(it -> it.transactionalId().contains(TriggerStage.NAME));
        }

        stage.close();
        stage = newStage();
        var latencies = timeRollbacks().stream().sorted().toList();

        var median = latencies.get(ROUNDS / 2);
        System.out.printf(
                "drift report to command, ms: median %d, max %d of %d%n", median, latencies.get(ROUNDS - 1), ROUNDS);
        assertThat(median).as("milliseconds, median of %s", latencies).isLessThan(500);
        assertThat(new Live().triggers(1)).hasSize(1);
        assertThat(new Live().commands(4 + ROUNDS))
                .hasSize(4 + ROUNDS)
                .extracting(ModelCommand::getCommandId)
                .doesNotHaveDuplicates();
    }

    private TriggerStage newStage() {
        var started = new TriggerStage(new StageContext(config, new SimpleMeterRegistry(), clients));
        started.start();
        await().atMost(PATIENCE).until(() -> started.readiness().isReady());
        return started;
    }

    /** Deploys a version and reports it as bad, again and again: from the sending of the report to a reader of committed commands. */
    private List<Long> timeRollbacks() {
        var partition = new TopicPartition(Topics.COMMANDS, 0);
        try (var producer = new KafkaProducer<>(
                        clients.producerProperties("test"), new StringSerializer(), serializer(DriftReport.class));
                var consumer = new KafkaConsumer<>(
                        clients.consumerProperties("test"),
                        new StringDeserializer(),
                        clients.serdes().specific(ModelCommand.class).deserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            consumer.position(partition);
            var latencies = new ArrayList<Long>();
            for (int i = 0; i < ROUNDS; i++) {
                int window = 100 + i;
                var deployment = Reports.deployment(50 + i, Reports.end(window).minusSeconds(60), "v" + i, null, 0);
                deployment.setWarm(List.of(Reports.version("1")));
                new Live().deployment(deployment);
                var bad = Reports.outcome(window, "v" + i, 50 + i, 200, 0.9);
                long sent = System.nanoTime();
                producer.send(new ProducerRecord<>("fraud.drift", "fraud/OUTCOME/labels", bad));
                while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {}
                latencies.add((System.nanoTime() - sent) / 1_000_000);
            }
            return latencies;
        }
    }

    private <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
        return clients.serdes().specific(type).serializer();
    }

    private final class Live implements Loop.Broker {
        @Override
        public void report(DriftReport report) {
            cluster.produce("fraud.drift", report.getReportId(), report, serializer(DriftReport.class));
        }

        @Override
        public void deployment(Deployment deployment) {
            cluster.produce(Topics.DEPLOYMENTS, "fraud", deployment, serializer(Deployment.class));
        }

        @Override
        public void registration(ModelRegistration registration) {
            cluster.produce(
                    Topics.MODELS,
                    "fraud-model@" + registration.getVersion(),
                    registration,
                    serializer(ModelRegistration.class));
        }

        @Override
        public List<RetrainingTrigger> triggers(int count) {
            return read("fraud.triggers", RetrainingTrigger.class, count);
        }

        @Override
        public List<ModelCommand> commands(int count) {
            return read(Topics.COMMANDS, ModelCommand.class, count);
        }

        private <T extends SpecificRecord> List<T> read(String topic, Class<T> type, int count) {
            return cluster.readUntil(topic, clients.serdes().specific(type).deserializer(), count, PATIENCE).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
