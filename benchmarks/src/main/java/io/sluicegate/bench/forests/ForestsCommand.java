package io.sluicegate.bench.forests;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.local.WorkFolder;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench forests}. */
@Command(
        name = "forests",
        description =
                "Compare compiled trees with ONNX Runtime: the time of a row by the size of the forest and of the call.",
        footer = "  sluicegate bench forests --quick")
public final class ForestsCommand implements Callable<Integer> {
    private static final List<Integer> BATCHES = List.of(1, 32, 128);
    private static final int ROUNDS = 9;
    private static final Duration TURN = Duration.ofMillis(150);
    private static final Duration QUICK_TURN = Duration.ofMillis(10);

    @Option(names = "--quick", description = "See whether it works: too short for figures that mean anything.")
    private boolean quick;

    @Option(names = "--rows", split = ",", paramLabel = "ROWS", description = "Rows in a call (default: 1,32,128).")
    private @Nullable List<Integer> rows;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        run(rows == null ? BATCHES : rows, quick, run.results(), System.out);
        return 0;
    }

    /** Measures, and writes the results. */
    static void run(List<Integer> batches, boolean quick, Results results, PrintStream terminal)
            throws IOException, BadModelException, ScoringException {
        try (var work = WorkFolder.create()) {
            var groves = quick ? List.of(Grove.SHALLOW, Grove.BOOSTED) : List.of(Grove.values());
            var rounds = quick ? 1 : ROUNDS;
            var bench = new ForestsBench(
                    groves, batches, rounds, quick ? QUICK_TURN : TURN, work.path(), terminal::println);
            var report = new ForestsReport(Machine.here(), rounds, bench.run());
            work.discard();
            results.write("forests", report.markdown(), report.json());
            terminal.println(report.markdown());
        }
    }
}
