package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.seeing.Seen;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.Service;
import io.sluicegate.runtime.service.ServiceStages;
import io.sluicegate.sandbox.BrokerNode;
import io.sluicegate.sandbox.BrokerProcess;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.SmallDisk;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import io.sluicegate.trigger.TriggerStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks at three in the morning: {@code status} and {@code doctor} name it, and what to do. */
@WithCluster
class OperatorAtNightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final TestCluster cluster;
    private final int port = FreePort.find();

    OperatorAtNightIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldNameADeadBroker() throws IOException {
        var dead = file("dead_broker", "localhost:1", "mock://night", folder.resolve("data"));

        shouldFind(
                status(dead, ExitCode.UNREACHABLE),
                "Kafka at localhost:1 doesn't answer",
                "check that it runs and that kafka.bootstrap is its address");
        shouldFind(doctor(dead, "brokers"), "localhost:1 doesn't answer", "check that the broker runs");
    }

    @Test
    void shouldNameADeadRegistryBesideWhatKafkaTells() throws IOException {
        var dead = file("dead_registry", cluster.bootstrapServers(), "http://localhost:1", folder.resolve("data"));

        var status = status(dead, ExitCode.UNREACHABLE);
        shouldFind(
                status,
                "the schema registry at http://localhost:1 doesn't answer",
                "check that it runs and that kafka.registry is its address");
        shouldFind(status, "no instance of feature-enricher runs", "start one with sluicegate run feature-enricher");
        shouldFind(doctor(dead, "registry"), "http://localhost:1 doesn't answer", "check that the registry runs");
        shouldFind(doctor(dead, "stages"), "feature-enricher no instance runs", "sluicegate run feature-enricher");
    }

    @Test
    void shouldNameAStageThatHasFailed() throws Exception {
        var file = withTopics("failed_stage", folder.resolve("data"));
        try (var service = Service.open(List.of(config(file)), ServiceStages.ofEach(List.of(TriggerStage::new)))) {
            service.start();
            await("the stage")
                    .atMost(PATIENCE)
                    .until(() -> service.stages().readiness().isReady());
            cluster.admin().deleteTopics(List.of("failed_stage.drift")).all().get();
            await("its failure")
                    .atMost(PATIENCE)
                    .until(() -> service.stages().stopped().isDone());

            var why = "retraining-trigger isn't ready: has failed: retraining-trigger lacks topics failed_stage.drift";
            shouldFind(status(file, ExitCode.NOT_FOUND), why, "create what is missing with 'sluicegate topics apply'");
            shouldFind(
                    status(file, ExitCode.NOT_FOUND),
                    "there is no topic failed_stage.drift",
                    "sluicegate topics apply");
            shouldFind(doctor(file, "service"), why, "create what is missing with 'sluicegate topics apply'");
        }
    }

    @Test
    void shouldNameAVersionThatCannotBeLoaded() throws Exception {
        var file = withTopics("bad_version", folder.resolve("data"));
        var report =
                Seen.status("i1", Instant.now(), Seen.loaded("2", LoadState.FAILED, "BAD_MODEL: no such operator"));
        report.setPipeline("bad_version");
        try (var clients = new Clients(config(file).kafka(), config(file).service())) {
            cluster.produce(
                    Topics.STATUS,
                    "bad_version/i1",
                    report,
                    clients.serdes().specific(InstanceStatus.class).serializer());
        }

        shouldFind(
                status(file, ExitCode.OK),
                "version 2 can't be loaded on i1: BAD_MODEL: no such operator",
                "deploy the version again, or end its preparation with sluicegate rollout abort");
        shouldFind(
                doctor(file, "instances"),
                "instance i1 can't load version 2: BAD_MODEL: no such operator",
                "sluicegate rollout abort");
    }

    @Test
    void shouldNameAFullDiskOfTheState() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("small"), 1024)) {
            var file = withTopics("full_state", folder.resolve("small"));
            disk.fill();

            shouldFind(status(file, ExitCode.OK), "the disk of service.data ", "make room");
            shouldFind(doctor(file, "disk"), "0 MiB are free", "make room");
        }
    }

    /** The broker lives on a small disk until it is full. */
    @Test
    void shouldNameAFullDiskOfABroker() throws Exception {
        var mount = folder.resolve("small");
        var node = BrokerNode.cluster(1).get(0);
        try (var disk = SmallDisk.mount(mount, 128 << 10);
                var broker = BrokerProcess.start(mount.resolve("kafka"), node, List.of(node), List.of("-Xmx256m"))) {
            var file = file("full_broker", node.address(), "mock://night-full", folder.resolve("data"));
            awaitBroker(node);
            applyTopics(file);

            shouldFind(
                    status(file, ExitCode.OK), "the disk of broker 1 is full: ", "make room, or let topics keep less");
            shouldFind(doctor(file, "broker disks"), " MiB are free", "make room on the broker's disk");

            disk.fill();
            var unused = Desk.run("pause", "--no-wait", "--pipeline", file.toString());
            assertThat(broker.awaitExit(PATIENCE))
                    .as("a broker that can't write stops")
                    .isPresent();
            shouldFind(status(file, ExitCode.UNREACHABLE), "Kafka at " + node.address() + " doesn't answer", "check");
        }
    }

    private static void awaitBroker(BrokerNode node) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", node.address()))) {
            await("the broker")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    /** The findings of both forms of the output are the same. */
    private static List<JsonNode> status(Path file, ExitCode code) throws IOException {
        var text = Desk.run("status", "--pipeline", file.toString());
        var json = Desk.run("status", "--output", "json", "--pipeline", file.toString());
        assertThat(text.code()).as(text.toString()).isEqualTo(code.code());
        assertThat(json.code()).isEqualTo(code.code());
        var findings = list(JSON.readTree(json.out()).at("/0/findings"));
        assertThat(text.lines().stream().filter(line -> line.startsWith("! "))).hasSameSizeAs(findings);
        return findings;
    }

    private static List<JsonNode> doctor(Path file, String check) throws IOException {
        var examined = Desk.run("doctor", "--output", "json", "--pipeline", file.toString());
        assertThat(examined.code()).as(examined.toString()).isEqualTo(ExitCode.UNEXPECTED.code());
        return list(JSON.readTree(examined.out()).get("checks")).stream()
                .filter(it -> it.get("check").asText().equals(check))
                .flatMap(it -> list(it.get("findings")).stream())
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static void shouldFind(List<JsonNode> findings, String what, String remedy) {
        assertThat(findings).anySatisfy(it -> {
            var where = it.path("where").asText();
            assertThat((where.isEmpty() ? "" : where + " ") + it.get("what").asText())
                    .contains(what);
            assertThat(it.get("remedy").asText()).contains(remedy);
        });
    }

    private Path withTopics(String name, Path data) throws IOException {
        var file = file(name, cluster.bootstrapServers(), "mock://night", data);
        applyTopics(file);
        return file;
    }

    private static void applyTopics(Path file) {
        try (var clients = new Clients(config(file).kafka(), config(file).service())) {
            PipelineTopics.apply(config(file), clients);
        }
    }

    private static PipelineConfig config(Path file) {
        return PipelineConfigReader.read(file, Map.of());
    }

    private Path file(String name, String bootstrap, String registry, Path data) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                Files.readString(Path.of("../examples/fraud/fraud.yaml"))
                        .replaceAll("pipeline: fraud", "pipeline: " + name)
                        .replaceAll("bootstrap: .*", "bootstrap: " + bootstrap)
                        .replaceAll("registry: .*", "registry: " + registry)
                        .replaceAll("  port: .*", "  port: " + port)
                        .replaceAll("  data: .*", "  data: " + data)
                        .replaceAll("  store: .*", "  store: " + folder.resolve("models")));
    }
}
