package io.sluicegate.bench.enricher;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.peers.Engine;
import io.sluicegate.bench.peers.PeerBuild;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench enricher}. */
@Command(
        name = "enricher",
        description =
                "Measure what an event costs the enricher, and the same windows in Kafka Streams' DSL and Flink SQL.",
        footer = "  sluicegate bench enricher --events 50000")
public final class EnricherCommand implements Callable<Integer> {
    private static final int ROUNDS = 5;

    @Option(names = "--events", defaultValue = "200000", description = "Events for each application (default: 200000).")
    private int events;

    @Option(
            names = "--cards",
            defaultValue = "100000",
            description = "Cards that the events are about, a card about every hour and a half (default: 100000).")
    private int cards;

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "SUBJECT",
            defaultValue = "feature-enricher,dsl",
            description =
                    "Applications to measure, of feature-enricher, dsl and flink (default: feature-enricher,dsl).")
    private List<String> subjects = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        var chosen = subjects.stream().map(EnricherCommand::subject).collect(Collectors.toUnmodifiableSet());
        var settings = new EnricherSettings(events, cards, ROUNDS, chosen, EnumSet.allOf(BenchFeatureSet.class));
        var build = new PeerBuild(Installation.home());
        if (settings.has(EnricherSubject.FLINK)) {
            build.check(Engine.FLINK);
        }
        return run.inWorkFolder((work, results) -> {
            run(settings, Installation.fraudPipeline(), work, build, results);
            return true;
        });
    }

    private static EnricherSubject subject(String text) {
        return EnricherSubject.of(text)
                .orElseThrow(() -> new CommandFailed(
                        Message.VALUE_UNUSABLE, "--subjects", text, "one of " + EnricherSubject.names()));
    }

    /** Runs it and writes the results. */
    public static void run(EnricherSettings settings, Path pipeline, Path work, PeerBuild build, Results results)
            throws Exception {
        var report = new EnricherBench(settings, pipeline, work, build, System.out::println).run();
        results.write("enricher", report.markdown(), report.json());
        System.out.println(report.markdown());
    }
}
