package io.sluicegate.launcher.demo;

import io.sluicegate.console.ConsoleStage;
import io.sluicegate.console.PipelineFollower;
import io.sluicegate.console.PipelineView;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.fraud.traffic.TrafficGenerator;
import io.sluicegate.launcher.platform.StageChoice;
import io.sluicegate.launcher.platform.Startup;
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
import io.sluicegate.runtime.control.NewCommand;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.Service;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.sandbox.Closing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All stages of the pipeline, its retraining job and its traffic, in this process. */
final class Loop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOLERATED = Duration.ofSeconds(15);
    private static final String OPERATOR = "demo";

    private final StageContext context;
    private final Service service;
    private final ConsoleStage console;
    private final ControlClient control;
    private final FraudExample example;
    private final Startup startup;
    private final Consumer<String> say;
    private final Closing closing = new Closing();
    private final PatientClock clock = new PatientClock(InstantSource.system());
    private Optional<TrafficGenerator> traffic = Optional.empty();

    private Loop(Service service, ConsoleStage console, FraudExample example, Consumer<String> say) {
        this.service = service;
        this.console = console;
        this.example = example;
        this.context = service.pipelines().get(0);
        this.startup = Startup.of(service);
        this.control = new ControlClient(context.clients());
        this.say = say;
    }

    /**
     * Creates the topics and starts everything but the traffic.
     *
     * @param say receives a line of what the demo has to tell beside its steps, because the log goes to a file
     */
    static Loop start(PipelineConfig config, FraudExample example, Consumer<String> say) {
        var console = new AtomicReference<ConsoleStage>();
        var service = Service.open(List.of(config), pipelines -> stages(pipelines, console));
        try {
            var clients = service.pipelines().get(0).clients();
            PipelineTopics.apply(config, clients);
            clients.schemas().register(AvroSerdes.subject(config.events().topic()), CardTransaction.getClassSchema());
            var unused = service.stages().stopped().thenAccept(reason -> say.accept("  stopped   " + reason.line()));
            return new Loop(service, Objects.requireNonNull(console.get()), example, say);
        } catch (Throwable e) {
            service.close();
            throw e;
        }
    }

    /** All stages, with the retraining job and a console that shows the predictions from the first one on. */
    private static List<Stage> stages(List<StageContext> pipelines, AtomicReference<ConsoleStage> console) {
        console.set(new ConsoleStage(pipelines.get(0), PipelineFollower.Start.BEGINNING));
        var others = StageChoice.all().without(ConsoleStage.NAME).with(StageChoice.FRAUD_RETRAINING);
        return Stream.concat(others.create(pipelines).stream(), Stream.of(console.get()))
                .toList();
    }

    private PipelineConfig config() {
        return context.config();
    }

    PipelineView view() {
        return console.view();
    }

    /** Waits until every stage works; a stage that waits for a first model does. */
    void awaitStages(Duration limit) throws InterruptedException, StepFailed {
        if (!startup.await(limit)) {
            throw new StepFailed("the stages are not ready: "
                    + trouble().orElseGet(() -> "after " + limit.toSeconds() + " s " + startup.trouble()));
        }
    }

    /** Waits until a stage stops by itself. */
    ExitReason awaitStop() throws InterruptedException {
        try {
            return service.stages().stopped().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the traffic, which waits whenever a stage is behind by the records of some seconds. */
    void startTraffic() {
        var generator = example.traffic(context.clients(), clock);
        var tolerated = (long) (example.eventsPerSecond() * TOLERATED.toSeconds());
        var pacemaker = closing.add(new Pacemaker(
                closing.add(new StageLag(context.clients(), config().pipeline())), clock, tolerated, say));
        traffic = Optional.of(generator);
        generator.start();
        pacemaker.start();
    }

    /** Lets the traffic go on, at the pace of a calm world, and returns its events a second. */
    long resumeCalmly() {
        var calm = Math.min(Scale.CALM.eventsPerSecond(), example.eventsPerSecond());
        clock.go(calm / example.eventsPerSecond());
        traffic().resume();
        return Math.round(calm);
    }

    /** The traffic, once started. */
    TrafficGenerator traffic() {
        return traffic.orElseThrow();
    }

    String bootstrap() {
        return config().kafka().bootstrap();
    }

    String registry() {
        return config().kafka().registry();
    }

    /** The pipeline's latency setting, as its file names it. */
    String latency() {
        return config().kafka().latency().name().toLowerCase(Locale.ROOT);
    }

    PublishedVersion publishFirst(String version) throws IOException {
        return example.publishFirst(version, Instant.now());
    }

    String page() {
        return service.url();
    }

    List<String> topics() {
        return Topics.of(config().pipeline()).ofPipeline(config().events().topic(), config().partitions()).stream()
                .map(topic -> topic.name())
                .filter(name -> !name.endsWith(".dlq"))
                .toList();
    }

    /** Why the loop no longer runs; empty while it runs. */
    Optional<String> trouble() {
        return traffic.flatMap(TrafficGenerator::failure)
                .map(Throwable::toString)
                .or(() -> Optional.ofNullable(service.stages().stopped().getNow(null))
                        .map(ExitReason::line));
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
        return NewCommand.of(config(), kind, version, OPERATOR).setReason(reason);
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
        return new LogCheck(config(), context.clients());
    }

    int partitions() {
        return config().partitions();
    }

    @Override
    public void close() {
        closing.close();
        traffic.ifPresent(TrafficGenerator::close);
        control.close();
        service.close();
    }
}
