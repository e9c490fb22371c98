package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.CommandKind;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.EmbeddedBroker;
import io.sluicegate.sandbox.FreePorts;
import io.sluicegate.sandbox.StageProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fraud pipeline as users run it: a broker, a registry, and then {@code sluicegate run} with all stages, with no model yet. */
final class RunningSystem implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path PIPELINE = Path.of("../examples/fraud/fraud.yaml");
    private static final Scale SCALE = new Scale(7, 480, 1, 6_000);

    private final Closing closing;
    private final HttpClient http = HttpClient.newHttpClient();
    private final PipelineConfig config;
    private final Path folder;
    private final Map<String, String> variables;
    private final ControlClient control;
    private final Operator operator;
    private final FraudExample example;
    private Optional<StageProcess> stages = Optional.empty();

    private RunningSystem(Path folder, Closing closing) throws Exception {
        this.closing = closing;
        this.folder = folder;
        var registry = closing.add(RegistryProcess.start(folder.resolve("registry")));
        var broker = closing.add(EmbeddedBroker.start(folder.resolve("kafka"), FreePorts.any(), FreePorts.any()));
        variables = Map.of(
                "SLUICEGATE_BOOTSTRAP", broker.bootstrap(),
                "SLUICEGATE_REGISTRY", registry.url(),
                "SLUICEGATE_DATA", folder.resolve("data").toString(),
                "SLUICEGATE_MODELS", folder.resolve("models").toString(),
                "SLUICEGATE_PORT", Integer.toString(FreePorts.any()),
                "SLUICEGATE_ENDPOINT", "true");
        config = PipelineConfigReader.read(PIPELINE, variables);
        var clients = closing.add(new Clients(config.kafka(), config.service()));
        PipelineTopics.apply(config, clients);
        control = closing.add(new ControlClient(clients));
        operator = new Operator(control, config);
        example = FraudExample.create(config, SCALE, Instant.now());
    }

    /** Starts the broker and the registry, and creates the topics. */
    static RunningSystem start(Path folder) throws Exception {
        var closing = new Closing();
        try {
            return new RunningSystem(folder, closing);
        } catch (Exception | Error e) {
            closing.close();
            throw e;
        }
    }

    /** Starts the stages and waits until only the model is missing. */
    void run() throws IOException {
        var command = new StageProcess.Command("stages", List.of(), PIPELINE, variables, List.of("-Xmx512m"), folder);
        stages = Optional.of(closing.add(StageProcess.start(command)));
        awaitReasons("\"stream-scorer\":\"no deployment[^\"]*\"");
    }

    private void awaitReasons(String reasons) {
        var process = stages.orElseThrow();
        await("readiness")
                .atMost(PATIENCE)
                .failFast("the stages have stopped; see " + process.log(), () -> !process.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () -> assertThat(get("/readyz").body()).containsPattern("\"reasons\":\\{" + reasons + "\\}"));
    }

    FraudExample example() {
        return example;
    }

    PipelineConfig config() {
        return config;
    }

    String url() {
        return "http://127.0.0.1:" + config.service().port();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString());
    }

    /** What the documents' commands are told. */
    Map<String, String> environment() {
        return Map.of(
                "BOOTSTRAP",
                config.kafka().bootstrap(),
                "REGISTRY",
                config.kafka().registry(),
                "SERVICE",
                url());
    }

    /** Registers and deploys a version, and waits until every stage is ready. */
    void deploy(PublishedVersion version) {
        operator.send(operator.command(CommandKind.REGISTER, version.version())
                .setLocation(version.location())
                .setBundleDigest(version.digest())
                .setFeatureSetFingerprint(version.featureSetFingerprint()));
        operator.send(operator.command(CommandKind.DEPLOY, version.version()));
        awaitReasons("");
    }

    @Override
    public void close() {
        closing.close();
    }
}
