package io.sluicegate.launcher;

import io.sluicegate.bench.BenchCommand;
import io.sluicegate.launcher.bundle.BundleCommand;
import io.sluicegate.launcher.demo.DemoCommand;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code sluicegate} command. */
@Command(
        name = "sluicegate",
        description = "Run machine-learning models inside the Kafka stream.",
        mixinStandardHelpOptions = true,
        version = "sluicegate 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            BenchCommand.class,
            CheckCommand.class,
            TopicsCommand.class,
            RunCommand.class,
            BundleCommand.class,
            ControlCommands.Register.class,
            ControlCommands.Approve.class,
            ControlCommands.Deploy.class,
            ControlCommands.Canary.class,
            ControlCommands.Shadow.class,
            ControlCommands.Shift.class,
            ControlCommands.Promote.class,
            ControlCommands.Abort.class,
            ControlCommands.Rollback.class,
            ControlCommands.Pause.class,
            ControlCommands.Resume.class,
            BackfillCommand.class,
            FraudCommand.class,
            ReadyCommand.class,
        })
public final class SluicegateMain {
    private SluicegateMain() {}

    public static void main(String[] args) {
        System.exit(run(System.err::println, args));
    }

    /** Runs one command and returns its exit code; the reason of a failure goes to {@code errors}. */
    static int run(Consumer<String> errors, String... args) {
        return new CommandLine(new SluicegateMain())
                .setExecutionExceptionHandler(new Failures(errors))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .execute(args);
    }
}
