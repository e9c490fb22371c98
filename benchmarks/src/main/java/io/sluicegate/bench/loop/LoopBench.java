package io.sluicegate.bench.loop;

import io.sluicegate.bench.local.DeploymentFollower;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Operator;
import io.sluicegate.bench.local.RunningStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.catalogue.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The loop benchmark: lets each stage work off a backlog alone, then all stages at once, and then measures latency at a moderate rate.
 * Each stage has its own JVM, so that processor time and recordings are separate.
 */
final class LoopBench {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m");
    private static final String CONTROL = "rollout-control";
    private static final String ENRICHER = "feature-enricher";
    private static final String SCORER = "stream-scorer";
    private static final String DETECTOR = "drift-detector";
    private static final String TRIGGER = "retraining-trigger";
    private static final String ROWS_COUNTED = "sluicegate_drift_rows_total";

    private final LoopSettings settings;
    private final LocalLoop loop;
    private final Consumer<String> say;
    private final Topics topics;
    private final EventSource events;
    private final TopicWatch features;
    private final TopicWatch predictions;

    LoopBench(LoopSettings settings, LocalLoop loop, Consumer<String> say) {
        this.settings = settings;
        this.loop = loop;
        this.say = say;
        this.topics = Topics.of(loop.config().pipeline());
        var world = new FraudWorld(WorldSettings.of(
                settings.scale().seed(),
                Instant.now().minus(Duration.ofDays(365)),
                settings.scale().cards()));
        this.events = loop.closing(new EventSource(loop.config(), loop.clients(), world));
        this.features = loop.closing(new TopicWatch(loop.clients(), topics.features(), partitions()));
        this.predictions = loop.closing(new TopicWatch(loop.clients(), topics.predictions(), partitions()));
    }

    private int partitions() {
        return loop.config().partitions();
    }

    LoopReport run() throws IOException, InterruptedException {
        var control = start(CONTROL);
        var scorer = start(SCORER);
        deploy();
        scorer.awaitReady(PATIENCE);
        stop(scorer, false);
        var machine = Machine.here();
        var capacity = settings.backlog() > 0 ? eachAlone() : List.<StageRow>of();
        var all = List.of(start(ENRICHER), start(SCORER), start(DETECTOR), start(TRIGGER));
        for (var stage : all) {
            stage.awaitReady(PATIENCE);
        }
        var whole = settings.backlog() > 0 ? Optional.of(whole()) : Optional.<Progress.Pace>empty();
        var latencies = latencies(all);
        var sizes = List.of(
                size(loop.config().events().topic()),
                size(topics.features(), features),
                size(topics.predictions(), predictions));
        for (var stage : all) {
            stop(stage, true);
        }
        stop(control, true);
        return new LoopReport(settings, machine, capacity, whole, latencies, sizes);
    }

    private RunningStage start(String stage) throws IOException, InterruptedException {
        var options = new ArrayList<>(HEAP);
        if (settings.profile().isPresent()) {
            options.add("-XX:StartFlightRecording=settings=profile");
        }
        var running = loop.start(stage, stage, options);
        running.awaitAnswer(PATIENCE);
        return running;
    }

    /** Its recording is fetched before: a stage that drains and halts would not write it. */
    private void stop(RunningStage stage, boolean last) throws IOException, InterruptedException {
        if (settings.profile().isPresent()) {
            var folder = Files.createDirectories(settings.profile().get()).toAbsolutePath();
            var name = stage.name() + (last ? "-whole.jfr" : "-alone.jfr");
            stage.ask("JFR.dump", "filename=" + folder.resolve(name));
        }
        stage.close();
    }

    private void deploy() throws IOException {
        var example = FraudExample.create(loop.config(), settings.scale(), Instant.now());
        try (var operator = new Operator(loop.config(), loop.clients());
                var deployments = new DeploymentFollower(loop.config(), loop.clients())) {
            operator.register(example.publishFirst("1", Instant.now()));
            operator.deploy("1");
            deployments.await("the first deployment", PATIENCE, deployment -> !deployment
                    .getArms()
                    .isEmpty());
        }
    }

    private List<StageRow> eachAlone() throws IOException, InterruptedException {
        events.backlog(settings.backlog());
        return List.of(enricherAlone(), scorerAlone(), detectorAlone());
    }

    private StageRow enricherAlone() throws IOException, InterruptedException {
        var enricher = start(ENRICHER);
        return alone(enricher, "events", 1, () -> read(features, record -> {}));
    }

    private StageRow scorerAlone() throws IOException, InterruptedException {
        var scorer = start(SCORER);
        return alone(scorer, "features", 1, () -> read(predictions, record -> {}));
    }

    private StageRow detectorAlone() throws IOException, InterruptedException {
        var detector = start(DETECTOR);
        return alone(detector, "features and predictions", 2, () -> counted(detector));
    }

    /** Not at every turn: each scrape takes the stage's own time. */
    private static long counted(RunningStage detector) {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        try {
            return (long) detector.scrape().sum(ROWS_COUNTED, "");
        } catch (IOException e) {
            return 0;
        }
    }

    private StageRow alone(RunningStage stage, String rows, int perEvent, LongSupplier done)
            throws IOException, InterruptedException {
        var pace = new Backlog(stage.name(), (long) perEvent * settings.backlog())
                .pace(done::getAsLong, () -> stage.figures().workMs());
        say.accept(String.format("%s alone: %.0f records a second", stage.name(), pace.perSecond()));
        stop(stage, false);
        return new StageRow(stage.name(), rows, perEvent, pace);
    }

    private Progress.Pace whole() throws IOException, InterruptedException {
        long before = predictions.records();
        events.backlog(settings.backlog());
        var pace = new Backlog("all stages", settings.backlog())
                .pace(
                        () -> {
                            read(features, record -> {});
                            return read(predictions, record -> {}) - before;
                        },
                        () -> 0);
        say.accept(String.format("all at once: %.0f predictions a second", pace.perSecond()));
        return pace;
    }

    private static long read(TopicWatch topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        topic.read(each);
        return topic.records();
    }

    private List<LatencyRow> latencies(List<RunningStage> stages) throws IOException, InterruptedException {
        var rows = new ArrayList<LatencyRow>();
        for (var rate : settings.rates()) {
            var row =
                    new Steady(events, features, predictions, stages).measure(rate, settings.warmUp(), settings.time());
            say.accept(String.format(
                    "at %d events a second: p99 %.0f ms", rate, row.visible().p99()));
            rows.add(row);
        }
        return rows;
    }

    private TopicRow size(String topic) throws InterruptedException {
        try (var watch = new TopicWatch(loop.clients(), topic, partitions())) {
            long expected = predictions.records();
            while (watch.records() < expected) {
                watch.read(record -> {});
            }
            return size(topic, watch);
        }
    }

    private TopicRow size(String topic, TopicWatch watch) throws InterruptedException {
        return new TopicRow(
                topic,
                watch.records(),
                watch.bytesPerRecord(),
                (double) LogSizes.of(loop.clients(), topic) / watch.records());
    }
}
