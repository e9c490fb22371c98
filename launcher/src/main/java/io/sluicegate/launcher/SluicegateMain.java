package io.sluicegate.launcher;

import io.sluicegate.bench.BenchCommand;
import io.sluicegate.launcher.bundle.BundleCommand;
import io.sluicegate.launcher.cases.TestCommand;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.control.ModelCommands;
import io.sluicegate.launcher.control.RolloutCommands;
import io.sluicegate.launcher.control.ShortForms;
import io.sluicegate.launcher.demo.DemoCommand;
import io.sluicegate.launcher.doctor.DoctorCommand;
import io.sluicegate.launcher.load.LoadCommand;
import io.sluicegate.launcher.plan.PlanCommand;
import io.sluicegate.launcher.platform.UpCommand;
import io.sluicegate.launcher.project.DevCommand;
import io.sluicegate.launcher.project.InitCommand;
import io.sluicegate.launcher.records.EventsCommand;
import io.sluicegate.launcher.records.LabelsCommand;
import io.sluicegate.launcher.records.tail.TailCommand;
import io.sluicegate.launcher.seeing.AuditCommand;
import io.sluicegate.launcher.seeing.BlastRadiusCommand;
import io.sluicegate.launcher.seeing.DriftCommand;
import io.sluicegate.launcher.seeing.ExplainCommand;
import io.sluicegate.launcher.seeing.LiveCommand;
import io.sluicegate.launcher.seeing.ReplayCommand;
import io.sluicegate.launcher.seeing.StatusCommand;
import io.sluicegate.launcher.seeing.VersionsCommand;
import io.sluicegate.launcher.usage.CompletionCommand;
import io.sluicegate.launcher.usage.HelpCommand;
import io.sluicegate.launcher.usage.Manners;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code sluicegate} command. */
@Command(
        name = "sluicegate",
        description = "Run machine-learning models inside the Kafka stream.",
        mixinStandardHelpOptions = true,
        version = "sluicegate 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = "  sluicegate demo --fast")
public final class SluicegateMain {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            UpCommand.class,
            BenchCommand.class,
            InitCommand.class,
            DevCommand.class,
            CheckCommand.class,
            TopicsCommand.class,
            RunCommand.class,
            BundleCommand.class,
            StatusCommand.class,
            VersionsCommand.class,
            AuditCommand.class,
            DriftCommand.class,
            ExplainCommand.class,
            LiveCommand.class,
            BlastRadiusCommand.class,
            ReplayCommand.class,
            ModelCommands.class,
            RolloutCommands.class,
            BackfillCommand.class,
            EventsCommand.class,
            LabelsCommand.class,
            TailCommand.class,
            FraudCommand.class,
            ReadyCommand.class,
            DoctorCommand.class,
            TestCommand.class,
            LoadCommand.class,
            PlanCommand.class,
            CompletionCommand.class,
            HelpCommand.class);

    /** Commands about the other commands. */
    private static final Set<Class<?>> NEED_ALL = Set.of(HelpCommand.class, CompletionCommand.class);

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces and the whole log.")
    private boolean debug;

    private SluicegateMain() {}

    public static void main(String[] args) {
        CommandLog.configure(List.of(args), System.getenv());
        System.exit(run(Terminal.standard()::note, args));
    }

    /** Runs one command and returns its exit code; the reason of a failure goes to {@code errors}. */
    public static int run(Consumer<String> errors, String... args) {
        return commandLine(errors, args).execute(args);
    }

    /**
     * The command line for these words. Building all commands takes longer than many of them run, so it has only those that the first word
     * may mean.
     */
    static CommandLine commandLine(Consumer<String> errors, String... words) {
        var root = new SluicegateMain();
        var line = new CommandLine(root);
        var needed = needed(words);
        needed.forEach(line::addSubcommand);
        if (needed.containsAll(ShortForms.GROUPS)) {
            ShortForms.addTo(line);
        }
        return Manners.of(line, Terminal.standard(), errors)
                .setExecutionExceptionHandler(new Failures(errors, () -> root.debug));
    }

    private static List<Class<?>> needed(String... words) {
        if (words.length == 0) {
            return COMMANDS;
        }
        if (ShortForms.has(words[0])) {
            return ShortForms.GROUPS;
        }
        return COMMANDS.stream()
                .filter(command -> nameOf(command).equals(words[0]) && !NEED_ALL.contains(command))
                .<List<Class<?>>>map(List::of)
                .findFirst()
                .orElse(COMMANDS);
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
