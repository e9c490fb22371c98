package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.control.ControlStage;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person whose command isn't answered gives it again; rollout control is real, the instances are records of the test's. */
@WithCluster
class RepeatedCommandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final TestCluster cluster;
    private Path file;
    private PipelineConfig config;
    private Clients clients;
    private ControlClient control;
    private Operator operator;

    RepeatedCommandIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTopics() throws IOException {
        file = Files.writeString(
                folder.resolve("fraud.yaml"),
                Files.readString(Path.of("../examples/fraud/fraud.yaml"))
                        .replaceAll("bootstrap: .*", "bootstrap: " + cluster.bootstrapServers())
                        .replaceAll("registry: .*", "registry: " + TestRegistry.url("repeated"))
                        .replaceAll("  data: .*", "  data: " + folder.resolve("data"))
                        .replaceAll("  store: .*", "  store: " + folder.resolve("models")));
        config = PipelineConfigReader.read(file, Map.of());
        clients = new Clients(config.kafka(), config.service());
        PipelineTopics.apply(config, clients);
        control = new ControlClient(clients);
        operator = new Operator(control, config);
    }

    @AfterEach
    void close() {
        control.close();
        clients.close();
    }

    @Test
    void shouldActOnceThoughTheLineIsGivenAgain() {
        try (var stage = started()) {
            deploy("1");
            tryOut("2");
        }

        var unanswered = run("promote", "--pipeline", file.toString());

        assertThat(unanswered.code()).isEqualTo(ExitCode.NOT_IN_EFFECT.code());
        var line = unanswered.errors().lines().reduce((before, last) -> last).orElseThrow();
        assertThat(line)
                .isEqualTo("  sluicegate promote --pipeline " + file + " --model-version 2 --expected-revision "
                        + inForce().getRevision());
        var repetition = line.strip().substring("sluicegate ".length()).split(" ");
        var again = CompletableFuture.supplyAsync(() -> run(repetition));
        try (var stage = started()) {
            assertThat(again.join().code()).as("refused").isEqualTo(ExitCode.REFUSED.code());
            assertThat(primary()).contains("2");

            tryOut("3");

            assertThat(run(repetition).code()).as("refused").isEqualTo(ExitCode.REFUSED.code());
            assertThat(primary()).contains("2");
            assertThat(candidate()).contains("3");
        }
    }

    private ControlStage started() {
        var stage = new ControlStage(new StageContext(config, new SimpleMeterRegistry(), clients));
        stage.start();
        await("rollout control").atMost(PATIENCE).until(() -> stage.readiness().isReady());
        return stage;
    }

    private void deploy(String version) {
        register(version);
        operator.send(operator.command(CommandKind.DEPLOY, version));
        ready(version);
        await("the primary")
                .atMost(PATIENCE)
                .until(() -> primary().filter(version::equals).isPresent());
    }

    private void tryOut(String version) {
        register(version);
        operator.send(operator.command(CommandKind.CANARY, version).setPercent(10.0));
        ready(version);
        await("the trial").atMost(PATIENCE).until(() -> candidate().isPresent());
    }

    private void register(String version) {
        operator.send(operator.command(CommandKind.REGISTER, version)
                .setLocation(folder.resolve("models").resolve(version).toString())
                .setBundleDigest("digest-" + version)
                .setFeatureSetFingerprint(config.features().fingerprint()));
    }

    private void ready(String version) {
        var status = InstanceStatus.newBuilder()
                .setPipeline(config.pipeline())
                .setInstance("i1")
                .setStartedAt(Instant.now())
                .setAt(Instant.now())
                .setRevision(inForce().getRevision())
                .setVersions(List.of(VersionStatus.newBuilder()
                        .setVersion(version)
                        .setBundleDigest("digest-" + version)
                        .setState(LoadState.READY)
                        .build()))
                .build();
        cluster.produce(
                Topics.STATUS,
                config.pipeline() + "/i1",
                status,
                clients.serdes().specific(InstanceStatus.class).serializer());
    }

    private Deployment inForce() {
        return control.inForce(config.pipeline(), PATIENCE).orElseThrow();
    }

    private Optional<String> primary() {
        return DeploymentView.of(inForce()).primary().map(Arm::name);
    }

    private Optional<String> candidate() {
        return DeploymentView.of(inForce()).candidate().map(Arm::name);
    }

    private record Result(int code, String errors) {}

    private static Result run(String... arguments) {
        List<String> errors = new ArrayList<>();
        var code = SluicegateMain.run(errors::add, arguments);
        return new Result(code, String.join("\n", errors));
    }
}
