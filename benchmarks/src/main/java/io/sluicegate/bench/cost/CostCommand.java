package io.sluicegate.bench.cost;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.Results;
import io.sluicegate.fraud.Scale;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.sandbox.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench cost}. */
@Command(
        name = "cost",
        description =
                "Measure what an event costs each stage, and how that grows with features, entities and the rest.",
        footer = "  sluicegate bench cost --events 50000")
public final class CostCommand implements Callable<Integer> {
    @Option(names = "--events", defaultValue = "300000", description = "Events of each backlog (default: 300000).")
    private int events;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Seconds to measure latency under each setting (default: 60).")
    private int seconds;

    @Option(
            names = "--points",
            split = ",",
            paramLabel = "NAME",
            description = "Only these points, such as base,200 features (default: all). A plan needs the base.")
    private List<String> names = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        var points = points();
        return run.inWorkFolder((work, results) -> {
            var bench = new CostBench(
                    events,
                    Duration.ofSeconds(seconds),
                    Scale.FAST,
                    Installation.fraudPipeline(),
                    work,
                    System.out::println);
            write(bench.run(points), results);
            return true;
        });
    }

    private List<CostPoint> points() {
        var all = CostPoint.all();
        var known = all.stream().map(CostPoint::name).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw new CommandFailed(
                        Message.VALUE_UNUSABLE, "--points", "'" + name + "'", "some of " + String.join(", ", known));
            }
        }
        return all.stream()
                .filter(point -> names.isEmpty() || names.contains(point.name()))
                .toList();
    }

    /** A short run with these features, without latencies. */
    public static void brief(int features, int events, Scale scale, Path pipeline, Path work, Results results)
            throws Exception {
        var bench = new CostBench(events, Duration.ZERO, scale, pipeline, work, System.out::println);
        write(bench.run(List.of(CostPoint.BASE.withFeatures(features))), results);
    }

    private static void write(CostReport report, Results results) throws IOException {
        results.write("cost", report.markdown(), report.json());
        System.out.println(report.markdown());
    }
}
