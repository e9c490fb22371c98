package io.sluicegate.control;

import static io.sluicegate.control.Places.primary;
import static io.sluicegate.records.AuditKind.ACCEPTED;
import static io.sluicegate.records.AuditKind.ACTIVATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.kafka.AlreadyRunning;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithCluster
class ControlStageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 30;

    private final TestCluster cluster;
    /** Closed last of all: a registry within the JVM forgets its schemas when a client of it closes. */
    private static final List<Clients> CLIENTS = new ArrayList<>();

    private final List<ControlStage> stages = new ArrayList<>();

    ControlStageIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void createTopics(TestCluster cluster) {
        Topics.ofCluster().forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
    }

    @AfterEach
    void stop() {
        stages.forEach(ControlStage::close);
    }

    @AfterAll
    static void close() {
        CLIENTS.forEach(Clients::close);
    }

    @Test
    void shouldTurnCommandsIntoRevisionsModelsAndAudit(@TempDir Path data) {
        var control = start("written", data);

        control.send(Inputs.register("r1", "1"));
        control.send(Inputs.command("d1", CommandKind.DEPLOY, "1"));
        control.awaitRevision(1);
        control.heartbeat(1, "1", LoadState.READY);
        control.awaitRevision(2);
        control.send(Inputs.register("r2", "2"));
        control.send(Inputs.share("c2", CommandKind.CANARY, "2", 10));
        control.awaitRevision(3);
        control.heartbeat(3, "2", LoadState.READY);
        control.awaitRevision(4);
        control.send(Inputs.command("p2", CommandKind.PROMOTE, "2"));
        control.send(Inputs.rollback("b2", "2", 5));
        control.awaitRevision(6);
        control.heartbeat(6, "1", LoadState.READY);
        control.awaitRevision(7);

        var written = control.written().assertConsistent();
        written.assertAudit(
                ACCEPTED, ACCEPTED, ACTIVATED, ACCEPTED, ACCEPTED, ACTIVATED, ACCEPTED, ACCEPTED, ACTIVATED);
        assertThat(primary(written.inForce()).getVersion()).isEqualTo("1");
    }

    @Test
    void shouldCompleteAPreparationAfterARestartFromTheChangelogAlone(@TempDir Path before, @TempDir Path after) {
        var control = start("restarted", before);
        control.send(Inputs.register("r1", "1"));
        control.send(Inputs.command("d1", CommandKind.DEPLOY, "1"));
        control.awaitRevision(1);

        control.stage().close();
        var successor = start("restarted", after);
        successor.heartbeat(1, "1", LoadState.READY);
        successor.awaitRevision(2);

        var written = successor.written().assertConsistent().assertAudit(ACCEPTED, ACCEPTED, ACTIVATED);
        assertThat(primary(written.inForce()).getVersion()).isEqualTo("1");
        assertThat(written.audit().get(2).getCommand().getCommandId()).isEqualTo("d1");
    }

    @Test
    void shouldNotObeyACommandThatWasWithdrawnWhileItWasDown(@TempDir Path before, @TempDir Path after) {
        var control = start("withdrawn", before);
        control.send(Inputs.register("r1", "1"));
        control.send(Inputs.command("p1", CommandKind.PAUSE, ""));
        control.awaitEntries(2);
        control.stage().close();

        control.send(Inputs.command("d1", CommandKind.DEPLOY, "1"));
        control.send(Inputs.command("d2", CommandKind.DEPLOY, "1"));
        control.send(Inputs.withdraw("w1", "d1"));
        var successor = start("withdrawn", after);
        successor.awaitEntries(5);

        var written = successor.written().assertConsistent();
        assertThat(written.audit())
                .extracting(AuditEntry::getAuditId)
                .containsExactly("r1/ACCEPTED", "p1/REFUSED", "d1/WITHDRAWN", "d2/ACCEPTED", "w1/ACCEPTED");
    }

    @Test
    void shouldDecideExactlyOnceWhateverThePipelinesGuarantee(@TempDir Path data) throws Exception {
        var control = start("exact", data);
        control.send(Inputs.register("r1", "1"));
        control.send(Inputs.command("d1", CommandKind.DEPLOY, "1"));
        control.awaitRevision(1);

        try (var admin = Admin.create(control.clients().adminProperties())) {
            assertThat(admin.listTransactions().all().get())
                    .anyMatch(it -> it.transactionalId().startsWith(ControlStage.APPLICATION_ID));
        }
    }

    @Test
    void shouldAnswerACommandWithinTensOfMilliseconds(@TempDir Path data) {
        var control = start("quick", data);
        control.send(Inputs.register("r1", "1"));
        control.send(Inputs.command("d1", CommandKind.DEPLOY, "1"));
        control.awaitRevision(1);
        control.heartbeat(1, "1", LoadState.READY);
        control.awaitRevision(2);

        var latencies = control.timePauses().stream().sorted().toList();

        var median = latencies.get(ROUNDS / 2);
        System.out.printf(
                "command to deployment record, ms: median %d, max %d of %d%n",
                median, latencies.get(ROUNDS - 1), ROUNDS);
        assertThat(median).as("milliseconds, median of %s", latencies).isLessThan(500);
    }

    /** By default both have the machine's name, and the first would be fenced. */
    @Test
    void shouldRefuseASecondOneAndLetTheFirstGoOn(@TempDir Path data, @TempDir Path other) {
        var first = start("alone", data);

        assertThatThrownBy(() -> start("other", other))
                .isInstanceOf(AlreadyRunning.class)
                .hasMessageContaining("rollout-control already runs on this cluster")
                .hasMessageContaining("the files of all pipelines");

        first.send(Inputs.register("r1", "1"));
        first.send(Inputs.command("d1", CommandKind.DEPLOY, "1"));
        first.awaitRevision(1);
        assertThat(first.stage().stopped()).isNotDone();
        first.stage().close();
        start("other", other);
    }

    private Running start(String pipeline, Path data) {
        var config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"),
                Map.of(
                        "PIPELINE",
                        pipeline,
                        "DATA",
                        data.toString(),
                        "BOOTSTRAP",
                        cluster.bootstrapServers(),
                        "REGISTRY",
                        TestRegistry.url("control")));
        var clients = new Clients(config.kafka(), config.service());
        var stage = new ControlStage(new StageContext(config, new SimpleMeterRegistry(), clients));
        stage.start();
        CLIENTS.add(clients);
        stages.add(stage);
        await().atMost(PATIENCE).until(() -> stage.readiness().isReady());
        return new Running(pipeline, cluster, clients, stage);
    }

    /** A stage that runs, seen from outside. */
    private record Running(String pipeline, TestCluster cluster, Clients clients, ControlStage stage) {

        void send(ModelCommand command) {
            produce(Topics.COMMANDS, pipeline, ours(command), ModelCommand.class);
        }

        void heartbeat(long revision, String version, LoadState state) {
            var status = Inputs.status("i1", revision, version, state, Instant.now());
            status.setPipeline(pipeline);
            produce(Topics.STATUS, pipeline + "/i1", status, InstanceStatus.class);
        }

        void awaitRevision(long revision) {
            cluster.readUntil(
                    Topics.DEPLOYMENTS,
                    clients.serdes().specific(Deployment.class).deserializer(),
                    records -> records.stream()
                            .anyMatch(record -> record.key().equals(pipeline)
                                    && record.value().getRevision() == revision),
                    PATIENCE);
        }

        void awaitEntries(int count) {
            await().atMost(PATIENCE).until(() -> written().audit().size() >= count);
        }

        Written written() {
            return new Written(
                    read(Topics.MODELS, ModelRegistration.class).stream()
                            .filter(it -> it.getPipeline().equals(pipeline))
                            .toList(),
                    read(Topics.DEPLOYMENTS, Deployment.class).stream()
                            .filter(it -> it.getPipeline().equals(pipeline))
                            .toList(),
                    read(Topics.AUDIT, AuditEntry.class).stream()
                            .filter(it -> it.getPipeline().equals(pipeline))
                            .toList());
        }

        /** Pauses and resumes; how long each took from the sending to a reader of committed records, in ms. */
        List<Long> timePauses() {
            var partition = new TopicPartition(Topics.DEPLOYMENTS, 0);
            var commands = clients.serdes().specific(ModelCommand.class).serializer();
            var deployments = clients.serdes().specific(Deployment.class).deserializer();
            try (var producer =
                            new KafkaProducer<>(clients.producerProperties("test"), new StringSerializer(), commands);
                    var consumer = new KafkaConsumer<>(
                            clients.consumerProperties("test"), new StringDeserializer(), deployments)) {
                consumer.assign(List.of(partition));
                consumer.seekToEnd(List.of(partition));
                consumer.position(partition);
                var latencies = new ArrayList<Long>();
                for (int i = 0; i < ROUNDS; i++) {
                    var kind = i % 2 == 0 ? CommandKind.PAUSE : CommandKind.RESUME;
                    long sent = System.nanoTime();
                    producer.send(
                            new ProducerRecord<>(Topics.COMMANDS, pipeline, ours(Inputs.command("t" + i, kind, ""))));
                    while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {}
                    latencies.add((System.nanoTime() - sent) / 1_000_000);
                }
                return latencies;
            }
        }

        private ModelCommand ours(ModelCommand command) {
            return ModelCommand.newBuilder(command).setPipeline(pipeline).build();
        }

        private <T extends SpecificRecord> void produce(String topic, String key, T value, Class<T> type) {
            cluster.produce(topic, key, value, clients.serdes().specific(type).serializer());
        }

        private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
            return cluster.readAll(topic, clients.serdes().specific(type).deserializer()).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
