package io.sluicegate.bench.loop;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Results;
import io.sluicegate.fraud.Scale;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench loop}. */
@Command(
        name = "loop",
        description = "Measure the capacity of each stage, and the time from an event to its prediction.",
        footer = "  sluicegate bench loop --seconds 10")
public final class LoopCommand implements Callable<Integer> {
    private static final int BACKLOG_PER_SECOND = 10_000;
    private static final int PARTITIONS = 4;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "Seconds to measure latency; the backlog has 10,000 events for each (default: 30).")
    private int seconds;

    @Option(
            names = "--rate",
            defaultValue = "300",
            description = "Events a second while latency is measured (default: 300).")
    private int rate;

    @Option(names = "--latency", defaultValue = "balanced", description = "Latency setting (default: balanced).")
    @SuppressWarnings("NullAway.Init")
    private String latency;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "Write a Java Flight Recorder recording of each stage to this folder.")
    private @Nullable Path profile;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        var settings = new LoopSettings(
                seconds * BACKLOG_PER_SECOND,
                rate,
                Duration.ofSeconds(seconds),
                latency,
                Scale.FAST,
                Optional.ofNullable(profile));
        return run.inWorkFolder((work, results) -> {
            run(settings, Installation.fraudPipeline(), work, results);
            return true;
        });
    }

    /** Runs it and writes the results. */
    public static void run(LoopSettings settings, Path pipeline, Path work, Results results) throws Exception {
        try (var loop = LocalLoop.start(new LocalLoop.Settings(work, pipeline, PARTITIONS, settings.latency()))) {
            var report = new LoopBench(settings, loop, System.out::println).run();
            results.write("loop", report.markdown(), report.json());
            System.out.println(report.markdown());
        }
    }
}
