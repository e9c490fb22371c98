package io.sluicegate.bench.enricher;

import io.sluicegate.bench.local.GroupProgress;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.ProcFigures;
import io.sluicegate.bench.loop.Backlog;
import io.sluicegate.bench.loop.EventSource;
import io.sluicegate.bench.loop.LogSizes;
import io.sluicegate.bench.loop.Progress;
import io.sluicegate.bench.peers.Engine;
import io.sluicegate.bench.peers.PeerBuild;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.sandbox.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The enricher, the DSL's aggregations and Flink SQL as applications that work off the same backlog, one after the other, each in a JVM of its own. */
final class Applications {
    private static final String ENRICHER = "feature-enricher";
    private static final String FLINK = EnricherSubject.FLINK.toString();
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> OPTIONS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC");

    private final LocalLoop loop;
    private final int events;
    private final String pipeline;

    /** Writes the backlog. */
    Applications(LocalLoop loop, EnricherSettings settings) {
        this.loop = loop;
        this.events = settings.events();
        this.pipeline = loop.config().pipeline();
        var world = new FraudWorld(WorldSettings.of(7, Instant.now().minus(YEAR), settings.cards()));
        try (var source = new EventSource(loop.config(), loop.clients(), world)) {
            source.backlog(events);
        }
    }

    ApplicationCost enricher(String name) throws IOException, InterruptedException {
        try (var stage = loop.start(ENRICHER, ENRICHER, OPTIONS)) {
            stage.awaitAnswer(PATIENCE);
            var pace = pace(ENRICHER, () -> stage.figures().workMs());
            var store = changelog(ENRICHER, "entity-states");
            return new ApplicationCost(
                    name, pace, bytes(store), bytes(Topics.of(pipeline).features()));
        }
    }

    ApplicationCost dsl(String name) throws IOException, InterruptedException {
        createOutput(EnricherSubject.DSL.output(pipeline));
        try (var jvm = loop.start(DslTopology.STAGE, DslMain.class, OPTIONS)) {
            var pace = pace(DslTopology.STAGE, () -> ProcFigures.of(jvm.pid()).workMs());
            double changelogs = 0;
            for (var window : DslTopology.WINDOWS) {
                changelogs += bytes(changelog(DslTopology.STAGE, DslTopology.store(window)));
            }
            return new ApplicationCost(name, pace, changelogs, bytes(EnricherSubject.DSL.output(pipeline)));
        }
    }

    /** Flink commits once a second, which is better for its throughput than as often as the others do. */
    ApplicationCost flink(String name, PeerBuild build) throws IOException, InterruptedException {
        createOutput(EnricherSubject.FLINK.output(pipeline));
        var folder = Files.createDirectories(loop.folder().resolve(FLINK));
        var settings = Files.write(folder.resolve("settings.properties"), flinkSettings(folder));
        var main = List.of("io.sluicegate.peers.flink.FeaturesPeer", settings.toString());
        try (var jvm = JvmProcess.startOf(
                build.classPath(Engine.FLINK), FLINK, Engine.FLINK.options(), main, folder.resolve("logs"))) {
            var pace = pace(FLINK, () -> ProcFigures.of(jvm.pid()).workMs());
            return new ApplicationCost(name, pace, 0, bytes(EnricherSubject.FLINK.output(pipeline)));
        }
    }

    private List<String> flinkSettings(Path folder) {
        var config = loop.config();
        return List.of(
                "bootstrap=" + config.kafka().bootstrap(),
                "events=" + config.events().topic(),
                "features=" + EnricherSubject.FLINK.output(pipeline),
                "group=" + application(FLINK),
                "lateness.ms=" + config.events().lateness().toMillis(),
                "commit.ms=1000",
                "work=" + folder);
    }

    private void createOutput(String name) throws InterruptedException {
        var topic = new NewTopic(name, Optional.of(loop.config().partitions()), Optional.empty()).configs(Map.of());
        try (var admin = Admin.create(loop.clients().adminProperties())) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker doesn't create " + topic.name() + ".", e);
        }
    }

    private String changelog(String stage, String store) {
        return application(stage) + "-" + store + "-changelog";
    }

    private String application(String stage) {
        return pipeline + "-" + stage;
    }

    private double bytes(String topic) throws InterruptedException {
        return (double) LogSizes.of(loop.clients(), topic) / events;
    }

    private Progress.Pace pace(String stage, Backlog.Figure cpuMs) throws IOException, InterruptedException {
        var sources = Set.of(loop.config().events().topic());
        try (var progress = new GroupProgress(loop.clients(), application(stage), sources)) {
            return new Backlog(stage, events)
                    .pace(
                            () -> {
                                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                                return progress.done();
                            },
                            cpuMs);
        }
    }
}
