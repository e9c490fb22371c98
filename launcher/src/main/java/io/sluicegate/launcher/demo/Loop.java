package io.sluicegate.launcher.demo;

import io.sluicegate.console.ConsoleStage;
import io.sluicegate.console.PipelineFollower;
import io.sluicegate.console.PipelineView;
import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.traffic.TrafficGenerator;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StageGroup;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.trigger.TriggerStage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All stages of the pipeline, its retraining job and its traffic, in this process. */
final class Loop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String OPERATOR = "demo";
    private static final Set<String> WAIT_FOR_MODEL = Set.of("stream-scorer");

    private final PipelineConfig config;
    private final Clients clients;
    private final StageGroup stages;
    private final ConsoleStage console;
    private final HttpServer http;
    private final ControlClient control;
    private final FraudExample example;
    private Optional<TrafficGenerator> traffic = Optional.empty();

    private Loop(PipelineConfig config, Clients clients, FraudExample example) {
        this.config = config;
        this.clients = clients;
        this.example = example;
        var meters = MeterRegistries.prometheus();
        var context = new StageContext(config, meters, clients);
        console = new ConsoleStage(context, PipelineFollower.Start.BEGINNING);
        stages = new StageGroup(stages(context, console));
        http = HttpServer.start(
                config.service().host(), config.service().port(), meters, stages::trouble, stages::routes);
        control = new ControlClient(clients);
    }

    /**
     * Creates the topics and starts everything but the traffic.
     *
     * @param failed receives the reason if a stage stops, because the log goes to a file
     */
    static Loop start(PipelineConfig config, FraudExample example, Consumer<ExitReason> failed) {
        var clients = new Clients(config.kafka(), config.service());
        PipelineTopics.apply(config, clients);
        clients.schemas().register(AvroSerdes.subject(config.events().topic()), CardTransaction.getClassSchema());
        var loop = new Loop(config, clients, example);
        var unused = loop.stages.stopped().thenAccept(failed);
        loop.stages.start();
        return loop;
    }

    private static List<Stage> stages(StageContext context, ConsoleStage console) {
        return List.of(
                new ControlStage(context),
                new EnricherStage(context),
                new ScorerStage(context),
                new DriftStage(context),
                new TriggerStage(context),
                FraudExample.retrainingJob(context),
                console);
    }

    PipelineView view() {
        return console.view();
    }

    /** Waits until every stage has started; a stage that waits for a first model counts as started. */
    void awaitStages(Duration limit) throws InterruptedException, StepFailed {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!waitingForModel(stages.trouble())) {
            if (System.nanoTime() > deadline) {
                throw new StepFailed("after " + limit.toSeconds() + " s the stages are not ready: " + stages.trouble());
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private static boolean waitingForModel(Map<String, String> trouble) {
        return trouble.keySet().stream().allMatch(WAIT_FOR_MODEL::contains);
    }

    /** Starts the traffic. */
    void startTraffic() {
        var generator = example.traffic(clients, InstantSource.system());
        traffic = Optional.of(generator);
        generator.start();
    }

    /** The traffic, once started. */
    TrafficGenerator traffic() {
        return traffic.orElseThrow();
    }

    String bootstrap() {
        return config.kafka().bootstrap();
    }

    String registry() {
        return config.kafka().registry();
    }

    PublishedVersion publishFirst(String version) throws IOException {
        return example.publishFirst(version, Instant.now());
    }

    String page() {
        return http.url();
    }

    List<String> topics() {
        return Topics.of(config.pipeline()).ofPipeline(config.events().topic(), config.partitions()).stream()
                .map(topic -> topic.name())
                .filter(name -> !name.endsWith(".dlq"))
                .toList();
    }

    /** Why the loop no longer runs; empty while it runs. */
    Optional<String> trouble() {
        return traffic.flatMap(TrafficGenerator::failure)
                .map(Throwable::toString)
                .or(() -> Optional.ofNullable(stages.stopped().getNow(null)).map(ExitReason::line));
    }

    PublishedVersion publishBad(String goodVersion, String version) throws IOException {
        return example.publishBad(goodVersion, version, Instant.now());
    }

    void register(PublishedVersion published, String reason) throws StepFailed {
        send(command(CommandKind.REGISTER, published.version(), reason)
                .setLocation(published.location())
                .setBundleDigest(published.digest())
                .setFeatureSetFingerprint(published.featureSetFingerprint())
                .build());
    }

    void deploy(String version, String reason) throws StepFailed {
        send(command(CommandKind.DEPLOY, version, reason).build());
    }

    private ModelCommand.Builder command(CommandKind kind, String version, String reason) {
        var id = UUID.randomUUID().toString();
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId(id)
                .setPipeline(config.pipeline())
                .setModel(config.model().name())
                .setKind(kind)
                .setVersion(version)
                .setReason(reason)
                .setIssuedBy(OPERATOR)
                .setIssuedAt(Instant.now());
    }

    private void send(ModelCommand command) throws StepFailed {
        AuditEntry decision = control.send(command, PATIENCE)
                .orElseThrow(() -> new StepFailed("rollout control did not answer " + command.getKind() + " within "
                        + PATIENCE.toSeconds() + " s"));
        if (decision.getKind() == AuditKind.REFUSED) {
            throw new StepFailed(command.getKind() + " was refused: " + decision.getReason());
        }
    }

    /** A check of the log, as any client could make it. */
    LogCheck check() {
        return new LogCheck(config, clients);
    }

    int partitions() {
        return config.partitions();
    }

    @Override
    public void close() {
        traffic.ifPresent(TrafficGenerator::close);
        control.close();
        stages.close();
        http.close();
        clients.close();
    }
}
