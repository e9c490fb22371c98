package io.sluicegate.bench.soak;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Results;
import io.sluicegate.fraud.Scale;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench soak}. */
@Command(
        name = "soak",
        description = "Deploy and roll back for a long time, and check that memory, threads and files stay flat.",
        footer = "  sluicegate bench soak --minutes 5 --deploys 50")
public final class SoakCommand implements Callable<Integer> {
    private static final Duration SAMPLING = Duration.ofSeconds(4);
    private static final int COLLECT_EVERY = 5;
    private static final int PARTITIONS = 4;
    private static final int FAIL_EVERY = 5;
    /**
     * Enough events, and simulated time fast enough, that within the warm-up RocksDB's memory tables reach their bound and labels and
     * predictions begin to expire: from then on nothing has a reason to grow.
     */
    private static final Scale SCALE = Scale.ofRate(7, 800, 2400, 50_000);

    @Option(names = "--minutes", defaultValue = "20", description = "Length of the run (default: 20).")
    private int minutes;

    @Option(names = "--deploys", defaultValue = "200", description = "Deploys, each rolled back (default: 200).")
    private int deploys;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        var settings =
                new SoakSettings(Duration.ofMinutes(minutes), deploys, SAMPLING, COLLECT_EVERY, FAIL_EVERY, SCALE);
        return run.inWorkFolder((work, results) ->
                run(settings, Installation.fraudPipeline(), work, results).isFlat());
    }

    private static SoakReport run(SoakSettings settings, Path pipeline, Path work, Results results) throws Exception {
        var report = soak(settings, pipeline, work);
        results.write("soak.csv", report.csv());
        results.write("soak", report.markdown(), report.json());
        System.out.println(report.markdown());
        return report;
    }

    /** Runs it. */
    static SoakReport soak(SoakSettings settings, Path pipeline, Path work) throws Exception {
        try (var loop = LocalLoop.start(new LocalLoop.Settings(work, pipeline, PARTITIONS, "balanced"))) {
            return new SoakBench(settings, loop, System.out::println).run();
        }
    }
}
