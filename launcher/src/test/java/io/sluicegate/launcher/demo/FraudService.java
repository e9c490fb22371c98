package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.ConsoleStage;
import io.sluicegate.console.PipelineFollower;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.fraud.traffic.TrafficGenerator;
import io.sluicegate.launcher.Operator;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.ServiceRunner;
import io.sluicegate.runtime.service.StageFactory;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.StageProcess;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.FreePort;
import io.sluicegate.trigger.TriggerStage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** The fraud pipeline's stages as one service with traffic and a first version deployed, for tests that break what lies around it. */
final class FraudService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** What is enough for a few stages; their processes start sooner so. */
    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final String bootstrap;
    private final String registry;
    private final Map<String, Integer> properties;
    private final Running stages;
    private final Closing closing = new Closing();
    private final HttpClient http = HttpClient.newHttpClient();
    private final PipelineConfig config;
    private final Clients clients;
    private final PipelineFollower follower;
    private final FraudExample example;

    /** One process's worth of stages, in this one. */
    record Running(ServiceRunner runner, int port, CompletableFuture<ExitReason> exit) {}

    /** All stages; creates the topics and starts. */
    static FraudService whole(Path folder, String bootstrap, String registry, Map<String, Integer> properties)
            throws IOException {
        return new FraudService(
                folder,
                bootstrap,
                registry,
                properties,
                ControlStage::new,
                EnricherStage::new,
                ScorerStage::new,
                DriftStage::new,
                TriggerStage::new,
                ConsoleStage::new);
    }

    /** Creates the topics and starts the stages. */
    FraudService(
            Path folder, String bootstrap, String registry, Map<String, Integer> properties, StageFactory... factories)
            throws IOException {
        this.folder = folder;
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.properties = properties;
        config = PipelineConfigReader.read(file("vm", it -> it), environment("vm", 0));
        clients = closing.add(new Clients(config.kafka(), config.service()));
        PipelineTopics.apply(config, clients);
        clients.schemas().register(AvroSerdes.subject(config.events().topic()), CardTransaction.getClassSchema());
        example = FraudExample.create(config, new Scale(7, 480, 2400, 12_000), Instant.now());
        stages = run("vm", it -> it, factories);
        follower = closing.add(new PipelineFollower(config, clients, "facts", PipelineFollower.Start.BEGINNING));
        follower.start();
    }

    /** Runs stages by a file of their own, with another instance name. */
    Running run(String instance, UnaryOperator<String> change, StageFactory... factories) throws IOException {
        var file = file(instance, change);
        int port = FreePort.find();
        var runner = new ServiceRunner(factories);
        return new Running(
                runner,
                port,
                CompletableFuture.supplyAsync(
                        () -> runner.run(file, environment(instance, port)),
                        task -> new Thread(task, "service-" + instance).start()));
    }

    /** Runs stages in a process of their own, by a file of their own; the registry has to be one that processes share. */
    StageProcess launch(String instance, UnaryOperator<String> change, String... stages) throws IOException {
        return closing.add(StageProcess.start(new StageProcess.Command(
                instance,
                List.of(stages),
                file(instance, change),
                environment(instance, FreePort.find()),
                SMALL,
                folder)));
    }

    private Map<String, String> environment(String instance, int port) {
        return Map.of(
                "SLUICEGATE_BOOTSTRAP", bootstrap,
                "SLUICEGATE_REGISTRY", registry,
                "SLUICEGATE_PORT", Integer.toString(port),
                "SLUICEGATE_DATA", folder.resolve("data-" + instance).toString(),
                "SLUICEGATE_MODELS", folder.resolve("models").toString());
    }

    private Path file(String instance, UnaryOperator<String> change) throws IOException {
        var fraud = Files.readString(Path.of("../examples/fraud/fraud.yaml"))
                .replace(
                        "kafka:\n",
                        "kafka:\n  properties: " + properties.toString().replace("=", ": ") + "\n")
                .replace("service:\n", "service:\n  instance: " + instance + "\n");
        return Files.writeString(folder.resolve(instance + ".yaml"), change.apply(fraud));
    }

    PipelineConfig config() {
        return config;
    }

    Clients clients() {
        return clients;
    }

    /** Deploys a first version. */
    PublishedVersion deploy() throws Exception {
        var first = example.publishFirst("1", Instant.now());
        order(first);
        await(facts -> facts.primary().isPresent());
        return first;
    }

    /** Registers a version, and has its deployment begin. */
    void order(PublishedVersion version) {
        register(version);
        redeploy(version);
    }

    void register(PublishedVersion version) {
        try (var control = new ControlClient(clients)) {
            var operator = new Operator(control, config);
            operator.send(operator.command(CommandKind.REGISTER, version.version())
                    .setLocation(version.location())
                    .setBundleDigest(version.digest())
                    .setFeatureSetFingerprint(version.featureSetFingerprint()));
        }
    }

    /** Has the deployment of a registered version begin. */
    void redeploy(PublishedVersion version) {
        try (var control = new ControlClient(clients)) {
            var operator = new Operator(control, config);
            operator.send(operator.command(CommandKind.DEPLOY, version.version()));
        }
    }

    /** Starts events and labels. */
    TrafficGenerator traffic() {
        var traffic = closing.add(example.traffic(clients, InstantSource.system()));
        traffic.start();
        return traffic;
    }

    /** Waits for so many predictions more. */
    void awaitMore(long predictions) throws Exception {
        var wanted = follower.snapshot().traffic().predictions() + predictions;
        await(facts -> facts.traffic().predictions() >= wanted);
    }

    PipelineFacts await(Predicate<PipelineFacts> condition) throws Exception {
        return follower.await(condition, PATIENCE);
    }

    /** Waits until the service is ready. */
    void awaitReady() {
        awaitReady(stages);
    }

    /** Waits until they are ready. */
    void awaitReady(Running some) {
        Awaitility.await()
                .dontCatchUncaughtExceptions() // Kafka Streams throws those of threads that are replaced
                .atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .failFast(() -> assertThat(some.exit()).as("exit of the stages").isNotDone())
                .untilAsserted(() -> assertThat(get(some.port(), "/readyz")).startsWith("200"));
    }

    /** Status and body. */
    String get(String path) throws IOException, InterruptedException {
        return get(stages, path);
    }

    /** Status and body. */
    String get(Running some, String path) throws IOException, InterruptedException {
        return get(some.port(), path);
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER)
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    /** Whether it still runs. */
    boolean runs() {
        return !stages.exit().isDone();
    }

    /** Ends the traffic, waits for its last prediction, and reads the log once more. */
    LogCheck.Verdict finish(TrafficGenerator traffic) throws Exception {
        return finish(traffic, 0);
    }

    /** The same where others have written so many events, too. */
    LogCheck.Verdict finish(TrafficGenerator traffic, long others) throws Exception {
        traffic.pause();
        var events = traffic.counts().events() + others;
        await(facts -> facts.traffic().predictions() >= events);
        return new LogCheck(config, clients).verdict();
    }

    @Override
    public void close() {
        closing.close();
        stop(stages);
    }

    /** Stops them, and waits for their end. */
    static void stop(Running some) {
        some.runner().stop();
        assertThat(some.exit().join().code()).isEqualTo(ExitCode.OK);
    }
}
