package io.sluicegate.bench.cost;

import io.sluicegate.bench.local.DeploymentFollower;
import io.sluicegate.bench.local.GroupProgress;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Operator;
import io.sluicegate.bench.loop.Backlog;
import io.sluicegate.bench.loop.EventSource;
import io.sluicegate.bench.loop.LogSizes;
import io.sluicegate.bench.loop.LoopCommand;
import io.sluicegate.bench.loop.LoopSettings;
import io.sluicegate.bench.loop.Progress;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.Scale;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.catalogue.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Measures the cost of an event at each point: a platform of its own, a backlog, and one stage after the other. */
final class CostBench {
    private static final String CONTROL = "rollout-control";
    private static final String ENRICHER = "feature-enricher";
    private static final String SCORER = "stream-scorer";
    private static final String DETECTOR = "drift-detector";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");
    private static final String INFERENCE = "sluicegate_scorer_inference_seconds_sum";
    private static final List<String> SETTINGS = List.of("low", "balanced");
    private static final int RATE = 300;
    private static final double MICROS = 1e6;
    private static final int KIB = 1 << 10;

    private final int events;
    private final Duration warmUp;
    private final Duration steady;
    private final Scale scale;
    private final Path example;
    private final Path work;
    private final Consumer<String> say;

    /**
     * @param events events of the backlog
     * @param steady how long latency is measured under each setting; zero leaves it out
     * @param scale the history that the model is trained on
     * @param example the fraud example's pipeline file
     * @param work everything is written below this folder
     */
    CostBench(int events, Duration steady, Scale scale, Path example, Path work, Consumer<String> say) {
        this.events = events;
        this.steady = steady;
        this.warmUp = steady.dividedBy(3);
        this.scale = scale;
        this.example = example;
        this.work = work;
        this.say = say;
    }

    CostReport run(List<CostPoint> points) throws IOException, InterruptedException {
        var machine = Machine.here();
        var costs = new ArrayList<PointCost>();
        for (var point : points) {
            var cost = at(point, Files.createDirectories(work.resolve("point-" + costs.size())));
            cost.stages().forEach(stage -> say.accept(stage.row(point.name())));
            costs.add(cost);
        }
        return new CostReport(events, machine, costs, steady.isZero() ? List.of() : latencies());
    }

    private List<SettingLatency> latencies() throws IOException, InterruptedException {
        var latencies = new ArrayList<SettingLatency>();
        for (var setting : SETTINGS) {
            var partitions = CostPoint.BASE.partitions();
            var loop = new LoopSettings(0, List.of(RATE), warmUp, steady, partitions, setting, scale, Optional.empty());
            for (var row :
                    LoopCommand.measure(loop, example, work.resolve(setting)).latencies()) {
                latencies.add(new SettingLatency(setting, row.rate(), row.visible()));
            }
        }
        return latencies;
    }

    private PointCost at(CostPoint point, Path folder) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("cost.yaml"), point.pipeline(Files.readString(example)));
        var settings = new LocalLoop.Settings(folder.resolve("run"), file, point.partitions(), "balanced");
        try (var loop = LocalLoop.start(settings)) {
            var topics = Topics.of(loop.config().pipeline());
            deploy(loop);
            var world = new FraudWorld(WorldSettings.of(7, Instant.now().minus(YEAR), point.entities()));
            try (var source = new EventSource(loop.config(), loop.clients(), world)) {
                source.backlog(events);
            }
            var input = loop.config().events().topic();
            var before = loop.broker().workMs();
            var stages = List.of(
                    alone(loop, ENRICHER, Set.of(input), topics.features()),
                    alone(loop, SCORER, Set.of(topics.features()), topics.predictions()),
                    alone(loop, DETECTOR, Set.of(topics.features(), topics.predictions()), topics.drift()));
            var broker = 1000.0 * (loop.broker().workMs() - before) / events;
            return new PointCost(point, bytes(loop, input), broker, stages);
        }
    }

    private void deploy(LocalLoop loop) throws IOException, InterruptedException {
        var example = FraudExample.create(loop.config(), scale, Instant.now());
        try (var control = loop.start(CONTROL, CONTROL, HEAP);
                var scorer = loop.start(SCORER, SCORER, HEAP);
                var operator = new Operator(loop.config(), loop.clients());
                var deployments = new DeploymentFollower(loop.config(), loop.clients())) {
            control.awaitAnswer(PATIENCE);
            scorer.awaitAnswer(PATIENCE);
            operator.register(example.publishFirst("1", Instant.now()));
            operator.deploy("1");
            deployments.await("the first deployment", PATIENCE, deployment -> !deployment
                    .getArms()
                    .isEmpty());
            scorer.awaitReady(PATIENCE);
        }
    }

    private StageCost alone(LocalLoop loop, String name, Set<String> sources, String output)
            throws IOException, InterruptedException {
        var application = loop.config().pipeline() + "-" + name;
        long records = (long) events * sources.size();
        try (var stage = loop.start(name, name, HEAP);
                var progress = new GroupProgress(loop.clients(), application, sources)) {
            stage.awaitAnswer(PATIENCE);
            var used = new Use(stage, records);
            var pace = new Backlog(name, records)
                    .pace(() -> used.at(progress.done()), () -> stage.figures().workMs());
            return new StageCost(
                    name,
                    new Progress.Pace(pace.perSecond() / sources.size(), pace.cpuMicros() * sources.size()),
                    used.perRecord(Use::allocated) * sources.size(),
                    bytes(loop, output),
                    (double) LogSizes.all(loop.clients(), topic -> topic.startsWith(application + "-")) / events,
                    used.perRecord(scrape -> scrape.sum(INFERENCE, "")) * MICROS,
                    stage.figures().rssKib() / KIB);
        }
    }

    private double bytes(LocalLoop loop, String topic) throws InterruptedException {
        return (double) LogSizes.of(loop.clients(), topic) / events;
    }
}
