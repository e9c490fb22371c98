package io.sluicegate.bench.enricher;

import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.ProcFigures;
import io.sluicegate.bench.loop.EventSource;
import io.sluicegate.bench.loop.LogSizes;
import io.sluicegate.bench.loop.Progress;
import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.WorldSettings;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The enricher and the DSL's aggregations as applications that work off the same backlog, one after the other, each in a JVM of its own. */
final class Applications {
    private static final String ENRICHER = "feature-enricher";
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration STALL = Duration.ofSeconds(60);
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
            var pace = pace(ENRICHER, () -> stage.figures());
            var store = changelog(ENRICHER, "entity-states");
            return new ApplicationCost(
                    name, pace, bytes(store), bytes(Topics.of(pipeline).features()));
        }
    }

    ApplicationCost dsl(String name) throws IOException, InterruptedException {
        createOutput();
        try (var jvm = loop.start(DslTopology.STAGE, DslMain.class, OPTIONS)) {
            var pace = pace(DslTopology.STAGE, () -> ProcFigures.of(jvm.pid()));
            double changelogs = 0;
            for (var window : DslTopology.WINDOWS) {
                changelogs += bytes(changelog(DslTopology.STAGE, DslTopology.store(window)));
            }
            return new ApplicationCost(name, pace, changelogs, bytes(DslTopology.output(pipeline)));
        }
    }

    private void createOutput() throws InterruptedException {
        var topic = new NewTopic(
                        DslTopology.output(pipeline), Optional.of(loop.config().partitions()), Optional.empty())
                .configs(Map.of());
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

    /** The figures that the system gives of a process. */
    private interface Figures {
        ProcFigures now() throws IOException;
    }

    private Progress.Pace pace(String stage, Figures figures) throws IOException, InterruptedException {
        var looks = new ArrayList<Progress>();
        long begin = System.nanoTime();
        long moved = begin;
        long last = 0;
        try (var progress = new GroupProgress(loop.clients(), application(stage))) {
            while (last < events) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                long done = progress.done();
                looks.add(new Progress(
                        (System.nanoTime() - begin) / 1e9, done, figures.now().cpuMs()));
                moved = done > last ? System.nanoTime() : moved;
                last = done;
                if (System.nanoTime() - moved > STALL.toNanos()) {
                    throw new CommandFailed(
                            Message.BENCHMARK_FAILED,
                            stage + " did " + last + " of " + events + " events, then nothing for " + STALL.toSeconds()
                                    + " s");
                }
            }
        }
        return Progress.Pace.of(looks);
    }
}
