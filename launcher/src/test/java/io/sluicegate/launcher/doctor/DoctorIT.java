package io.sluicegate.launcher.doctor;

import static io.sluicegate.launcher.doctor.Finding.State.OK;
import static io.sluicegate.launcher.doctor.Finding.State.PROBLEM;
import static io.sluicegate.launcher.doctor.Finding.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor at a real broker, with faults made on purpose. */
@WithCluster
class DoctorIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void shouldNameEachOfSeveralFaultsAtOnce(TestCluster cluster) throws Exception {
        var data = Files.writeString(folder.resolve("file"), "no folder").resolve("data");
        var registry = "http://127.0.0.1:" + FreePort.find();
        var config = config(cluster.bootstrapServers(), registry, data);
        applyTopics(cluster, config(cluster.bootstrapServers(), "mock://" + UUID.randomUUID(), data));
        cluster.admin().deleteTopics(List.of("fraud.triggers.dlq")).all().get();
        await("the deletion")
                .until(() -> !cluster.admin().listTopics().names().get().contains("fraud.triggers.dlq"));
        alter(cluster, "fraud.predictions", "cleanup.policy", "compact");
        try (var producer = transactional(cluster)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("fraud.features", 0, "card", "left open"))
                    .get();

            var found = findings(config);

            assertThat(found.get("brokers")).extracting(Finding::state).containsOnly(OK);
            assertThat(found.get("registry")).singleElement().satisfies(it -> {
                assertThat(it.state()).isEqualTo(PROBLEM);
                assertThat(it.where()).isEqualTo(registry);
            });
            assertThat(found.get("topics"))
                    .anySatisfy(it -> assertThat(it)
                            .isEqualTo(Finding.problem(
                                    "fraud.triggers.dlq",
                                    "doesn't exist",
                                    "create the pipeline's topics with sluicegate topics apply")))
                    .anySatisfy(it -> {
                        assertThat(it.state()).isEqualTo(PROBLEM);
                        assertThat(it.where()).isEqualTo("fraud.predictions");
                        assertThat(it.what()).contains("cleanup.policy is compact and should be delete");
                    });
            assertThat(found.get("transactions")).singleElement().satisfies(it -> {
                assertThat(it.state()).isEqualTo(PROBLEM);
                assertThat(it.where()).isEqualTo("partition 0 of fraud.features");
                assertThat(it.what()).contains("at offset 0", "its producer fraud-import hasn't ended it");
            });
            assertThat(found.get("disk").get(0).state()).isEqualTo(PROBLEM);
            assertThat(found.get("schemas"))
                    .extracting(Finding::what)
                    .containsExactly("the schema registry doesn't answer");
            assertThat(found.get("clock")).extracting(Finding::state).containsOnly(OK);
            assertThat(found.get("authorisations")).extracting(Finding::state).containsOnly(OK);
        }
    }

    @Test
    void shouldFindNoProblemWhereThereIsNone(TestCluster cluster) throws Exception {
        var fraud = config(cluster.bootstrapServers(), "mock://" + UUID.randomUUID(), folder);
        var healthy = named("healthy", fraud);
        applyTopics(cluster, healthy);
        try (var clients = new Clients(healthy.kafka(), healthy.service())) {
            clients.schemas().register("fraud.events-value", CardTransaction.getClassSchema());

            var found = findings(healthy);

            assertThat(found.values().stream().flatMap(List::stream)).noneMatch(it -> it.state() == PROBLEM);
            assertThat(found.get("topics")).extracting(Finding::state).containsExactly(OK);
            assertThat(found.get("schemas")).extracting(Finding::state).containsExactly(OK);
            assertThat(found.get("transactions")).extracting(Finding::state).containsExactly(OK);
            assertThat(found.get("broker disks")).isNotEmpty().allSatisfy(it -> {
                assertThat(it.where()).startsWith("broker ");
                assertThat(it.what()).endsWith(" are free");
            });
            assertThat(found.get("stages"))
                    .contains(Finding.warning(
                            "drift-detector",
                            "no instance runs",
                            "start one with sluicegate run drift-detector; if one has stopped, the last line of its log"
                                    + " says why"));
            assertThat(found.get("versions"))
                    .anySatisfy(it -> assertThat(it.what()).startsWith("Kafka 4."));
        }
    }

    @Test
    void shouldNameADeadBrokerAndGoOnWithTheMachine() throws Exception {
        var address = "127.0.0.1:" + FreePort.find();
        var begin = System.nanoTime();

        var found = findings(config(address, "mock://none", folder));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(found.get("brokers")).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(PROBLEM);
            assertThat(it.where()).isEqualTo(address);
            assertThat(it.remedy()).contains("kafka.bootstrap");
        });
        assertThat(found.get("topics")).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(UNKNOWN);
            assertThat(it.what()).isEqualTo("Kafka doesn't answer");
        });
        assertThat(found.get("provider")).extracting(Finding::state).containsExactly(OK);
        assertThat(found.get("disk").get(0).what()).contains("can be written");
    }

    /** Any open transaction counts, however young it is. */
    private static Map<String, List<Finding>> findings(PipelineConfig config) throws Exception {
        try (var kafka = new Kafka(config)) {
            var found = new HashMap<String, List<Finding>>();
            new Doctor(PATIENCE)
                    .examine(DoctorCommand.checks(kafka, "test", Duration.ZERO))
                    .forEach(it -> found.put(it.check(), it.findings()));
            return found;
        }
    }

    private static void applyTopics(TestCluster cluster, PipelineConfig config) throws Exception {
        try (var clients = new Clients(config.kafka(), config.service())) {
            PipelineTopics.apply(config, clients);
        }
        await("the last topic")
                .until(() -> cluster.admin().listTopics().names().get().contains(config.pipeline() + ".triggers.dlq"));
    }

    private static void alter(TestCluster cluster, String topic, String setting, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        cluster.admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(change)))
                .all()
                .get();
        await("the setting").until(() -> cluster.setting(topic, setting).equals(value));
    }

    private static KafkaProducer<String, String> transactional(TestCluster cluster) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "fraud-import"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static PipelineConfig config(String bootstrap, String registry, Path data) {
        return PipelineConfigReader.read(
                FRAUD,
                Map.of(
                        "SLUICEGATE_BOOTSTRAP",
                        bootstrap,
                        "SLUICEGATE_REGISTRY",
                        registry,
                        "SLUICEGATE_DATA",
                        data.toString(),
                        "SLUICEGATE_PORT",
                        "" + FreePort.find()));
    }

    private static PipelineConfig named(String name, PipelineConfig it) {
        return new PipelineConfig(
                name,
                it.partitions(),
                it.kafka(),
                it.service(),
                it.events(),
                it.features(),
                it.model(),
                it.drift(),
                it.policies());
    }
}
