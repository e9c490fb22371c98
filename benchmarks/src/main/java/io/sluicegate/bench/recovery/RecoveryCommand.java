package io.sluicegate.bench.recovery;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench recovery}. */
@Command(
        name = "recovery",
        description = "Measure how long a stage takes to work again after kill -9, with state on disk.",
        footer = "  sluicegate bench recovery --state-mb 100")
public final class RecoveryCommand implements Callable<Integer> {
    @Option(names = "--state-mb", defaultValue = "1024", description = "Size of the state in MB (default: 1024).")
    private int stateMb;

    @Option(names = "--rounds", defaultValue = "3", description = "Number of kills (default: 3).")
    private int rounds;

    @Option(names = "--transactional", description = "Use transactional state stores (Kafka 4.4.0 or later).")
    private boolean transactional;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        if (transactional && !StreamsConfig.configDef().names().contains(KeeperMain.TRANSACTIONAL)) {
            throw new CommandFailed(Message.NO_TRANSACTIONAL_STORES);
        }
        return run.inWorkFolder((work, results) -> {
            var report = RecoveryBench.run(new RecoverySettings(stateMb, rounds, transactional), work);
            results.write("recovery", report.markdown(), report.json());
            System.out.println(report.markdown());
            return true;
        });
    }
}
