package io.sluicegate.bench.rollback;

import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.local.WorkFolder;
import io.sluicegate.fraud.Scale;
import io.sluicegate.sandbox.Installation;
import io.sluicegate.sandbox.LogFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluicegate bench rollback}. */
@Command(
        name = "rollback",
        description = "Measure how soon a rollback takes effect on every partition.",
        mixinStandardHelpOptions = true)
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

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder for the results (default: here).")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public Integer call() throws Exception {
        var settings = new RollbackSettings(rollbacks, scorers, partitions, rate, latency);
        try (var work = WorkFolder.create()) {
            LogFile.divertTo(work.path().resolve("bench.log"));
            System.out.println("Logs are in " + work.path() + " until the benchmark succeeds.");
            var clean = run(settings, Installation.fraudPipeline(), work.path(), Scale.FAST, new Results(out));
            if (clean) {
                work.discard();
            }
            return clean ? 0 : 1;
        }
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
