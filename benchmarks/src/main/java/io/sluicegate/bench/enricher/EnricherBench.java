package io.sluicegate.bench.enricher;

import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.peers.PeerBuild;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The enricher's benchmark: the engine without Kafka, then applications over a backlog. */
final class EnricherBench {
    private static final int PARTITIONS = 4;
    private static final String LATENCY = "balanced";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final EnricherSettings settings;
    private final Path example;
    private final Path work;
    private final PeerBuild build;
    private final Consumer<String> say;

    /**
     * @param example the fraud example's pipeline file
     * @param work everything is written below this folder
     */
    EnricherBench(EnricherSettings settings, Path example, Path work, PeerBuild build, Consumer<String> say) {
        this.settings = settings;
        this.example = example;
        this.work = work;
        this.build = build;
        this.say = say;
    }

    EnricherReport run() throws IOException, InterruptedException {
        var machine = Machine.here();
        var engine = engine();
        var applications = new ArrayList<ApplicationCost>();
        for (var set : BenchFeatureSet.values()) {
            if (settings.featureSets().contains(set)) {
                applications.addAll(applications(set));
            }
        }
        return new EnricherReport(settings, machine, engine, applications);
    }

    private Path pipeline(BenchFeatureSet set) throws IOException {
        var folder = Files.createDirectories(work.resolve(set.name()));
        return Files.writeString(folder.resolve("features.yaml"), set.pipeline(Files.readString(example)));
    }

    /** Only the last round counts: in the ones before, the states fill and the compiler works. */
    private List<EngineCost> engine() throws IOException {
        var runs = new EnumMap<BenchFeatureSet, EngineRun>(BenchFeatureSet.class);
        for (var set : BenchFeatureSet.values()) {
            runs.put(set, new EngineRun(set, PipelineConfigReader.read(pipeline(set), Map.of())));
        }
        var events = new RecordedEvents(new FraudWorld(WorldSettings.of(7, BEGIN, settings.cards())));
        for (int round = 0; round < settings.rounds(); round++) {
            var recorded = events.next(settings.events());
            for (var run : runs.values()) {
                run.forget();
                run.run(recorded);
            }
        }
        var costs = runs.values().stream().map(EngineRun::cost).toList();
        costs.forEach(cost -> say.accept("engine: " + cost.row()));
        return costs;
    }

    private List<ApplicationCost> applications(BenchFeatureSet set) throws IOException, InterruptedException {
        var folder = work.resolve(set.name()).resolve("run");
        var costs = new ArrayList<ApplicationCost>();
        try (var loop = LocalLoop.start(new LocalLoop.Settings(folder, pipeline(set), PARTITIONS, LATENCY))) {
            var applications = new Applications(loop, settings);
            if (settings.has(EnricherSubject.FEATURE_ENRICHER)) {
                costs.add(applications.enricher("feature-enricher, " + set.title()));
            }
            if (set == BenchFeatureSet.FRAUD && settings.has(EnricherSubject.DSL)) {
                costs.add(applications.dsl("Kafka Streams DSL, the same windows"));
            }
            if (set == BenchFeatureSet.FRAUD && settings.has(EnricherSubject.FLINK)) {
                costs.add(applications.flink("Flink SQL, the same windows", build));
            }
        }
        costs.forEach(cost -> say.accept("application: " + cost.row()));
        return costs;
    }
}
