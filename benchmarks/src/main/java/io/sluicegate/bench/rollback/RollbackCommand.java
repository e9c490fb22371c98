package io.sluicegate.bench.rollback;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Results;
import io.sluicegate.fraud.Scale;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench rollback}. */
@Command(
        name = "rollback",
        description = "Measure how soon a rollback takes effect on every partition.",
        footer = "  sluicegate bench rollback --rollbacks 20")
public final class RollbackCommand implements Callable<Integer> {
    @Option(names = "--rollbacks", defaultValue = "100", description = "Number of rollbacks (default: 100).")
    private int rollbacks;

    @Option(names = "--scorers", defaultValue = "2", description = "Instances of the scorer (default: 2).")
    private int scorers;

    @Option(names = "--partitions", defaultValue = "8", description = "Partitions (default: 8).")
    private int partitions;

    @Option(names = "--rate", defaultValue = "1600", description = "Features records a second (default: 1600).")
    private int rate;

    @Option(names = "--latency", defaultValue = "balanced", description = "Latency setting (default: balanced).")
    @SuppressWarnings("NullAway.Init")
    private String latency;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        var settings = new RollbackSettings(rollbacks, scorers, partitions, rate, latency);
        return run.inWorkFolder(
                (work, results) -> run(settings, Installation.fraudPipeline(), work, Scale.FAST, results));
    }

    /** Runs it and writes the results; tells whether each rollback was clean. */
    public static boolean run(RollbackSettings settings, Path pipeline, Path work, Scale scale, Results results)
            throws Exception {
        try (var loop =
                LocalLoop.start(new LocalLoop.Settings(work, pipeline, settings.partitions(), settings.latency()))) {
            var report = new RollbackBench(settings, loop, System.out::println).run(scale);
            results.write("rollback", report.markdown(), report.json());
            System.out.println(report.markdown());
            return report.isClean();
        }
    }
}
