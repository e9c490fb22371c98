package io.sluicegate.bench.enricher;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.Results;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench enricher}. */
@Command(
        name = "enricher",
        description = "Measure what an event costs the enricher, and the same windows in Kafka Streams' DSL.",
        footer = "  sluicegate bench enricher --events 50000")
public final class EnricherCommand implements Callable<Integer> {
    private static final int ROUNDS = 5;

    @Option(names = "--events", defaultValue = "200000", description = "Events for each application (default: 200000).")
    private int events;

    @Option(names = "--cards", defaultValue = "960", description = "Cards that the events are about (default: 960).")
    private int cards;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        var settings = new EnricherSettings(events, cards, ROUNDS);
        return run.inWorkFolder((work, results) -> {
            run(settings, Installation.fraudPipeline(), work, results);
            return true;
        });
    }

    /** Runs it and writes the results. */
    public static void run(EnricherSettings settings, Path pipeline, Path work, Results results) throws Exception {
        var report = new EnricherBench(settings, pipeline, work, System.out::println).run();
        results.write("enricher", report.markdown(), report.json());
        System.out.println(report.markdown());
    }
}
