package io.sluicegate.bench.loop;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Results;
import io.sluicegate.fraud.Scale;
import io.sluicegate.sandbox.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Seconds to measure latency at each rate (default: 60).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "Least seconds that each rate goes on before it is measured (default: 20). It goes on until the compilers of "
                            + "the stages' JVMs are quiet, at most 15 times as long; 0 measures at once.")
    private int warmUp;

    @Option(
            names = "--rate",
            split = ",",
            defaultValue = "300,2000",
            description = "Events a second while latency is measured, one rate after another (default: 300,2000).")
    @SuppressWarnings("NullAway.Init")
    private List<Integer> rates;

    @Option(
            names = "--backlog",
            defaultValue = "300000",
            description = "Events in wait while capacity is measured; 0 measures latency alone (default: 300000).")
    private int backlog;

    @Option(names = "--partitions", defaultValue = "4", description = "Partitions of the topics (default: 4).")
    private int partitions;

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
                backlog,
                rates,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                partitions,
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
        var report = measure(settings, pipeline, work);
        results.write("loop", report.markdown(), report.json());
        System.out.println(report.markdown());
    }

    /** Runs it. */
    public static LoopReport measure(LoopSettings settings, Path pipeline, Path work)
            throws IOException, InterruptedException {
        try (var loop =
                LocalLoop.start(new LocalLoop.Settings(work, pipeline, settings.partitions(), settings.latency()))) {
            return new LoopBench(settings, loop, System.out::println).run();
        }
    }
}
