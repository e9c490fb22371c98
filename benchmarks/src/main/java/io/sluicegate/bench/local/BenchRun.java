package io.sluicegate.bench.local;

import io.sluicegate.sandbox.LogFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The common part of the benchmarks' commands: the folder for results, and a work folder that is kept if the benchmark fails. */
public final class BenchRun {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder for the results (default: here).")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    /** A benchmark. */
    public interface Measured {
        /** Measures, and returns whether what it has to show holds. */
        boolean in(Path work, Results results) throws Exception;
    }

    public Results results() {
        return new Results(out);
    }

    /** Runs a benchmark with its log in the work folder; returns the command's exit code. */
    public int inWorkFolder(Measured benchmark) throws Exception {
        try (var work = WorkFolder.create()) {
            LogFile.divertTo(work.path().resolve("bench.log"));
            System.out.println("Logs are in " + work.path() + " until the benchmark succeeds.");
            var holds = benchmark.in(work.path(), results());
            if (holds) {
                work.discard();
            }
            return holds ? 0 : 1;
        }
    }
}
