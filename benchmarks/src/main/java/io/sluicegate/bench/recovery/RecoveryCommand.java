package io.sluicegate.bench.recovery;

import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.local.WorkFolder;
import io.sluicegate.sandbox.CommandFailed;
import io.sluicegate.sandbox.LogFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluicegate bench recovery}. */
@Command(
        name = "recovery",
        description = "Measure how long a stage takes to work again after kill -9, with state on disk.",
        mixinStandardHelpOptions = true)
public final class RecoveryCommand implements Callable<Integer> {
    @Option(names = "--state-mb", defaultValue = "1024", description = "Size of the state in MB (default: 1024).")
    private int stateMb;

    @Option(names = "--rounds", defaultValue = "3", description = "Number of kills (default: 3).")
    private int rounds;

    @Option(names = "--transactional", description = "Use transactional state stores (Kafka 4.4.0 or later).")
    private boolean transactional;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder for the results (default: here).")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public Integer call() throws Exception {
        if (transactional && !StreamsConfig.configDef().names().contains(KeeperMain.TRANSACTIONAL)) {
            throw new CommandFailed(
                    "This version of Kafka has no transactional state stores; leave out --transactional");
        }
        try (var work = WorkFolder.create()) {
            LogFile.divertTo(work.path().resolve("bench.log"));
            System.out.println("Logs are in " + work.path() + " until the benchmark succeeds.");
            var report = RecoveryBench.run(new RecoverySettings(stateMb, rounds, transactional), work.path());
            new Results(out).write("recovery", report.markdown(), report.json());
            System.out.println(report.markdown());
            work.discard();
            return 0;
        }
    }
}
