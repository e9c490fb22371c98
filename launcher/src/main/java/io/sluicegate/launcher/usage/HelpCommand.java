package io.sluicegate.launcher.usage;

import io.sluicegate.launcher.cli.ChangesNothing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code help} command: the same text as {@code --help} of the command that is named. */
@ChangesNothing
@Command(
        name = "help",
        description = "Show how to use a command.",
        helpCommand = true,
        footer = "  sluicegate help bundle create")
public final class HelpCommand implements Runnable {
    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The command, as you would write it (default: all commands).")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        var command = spec.root();
        for (var word : words) {
            var group = command;
            command = Commands.find(group, word).orElseThrow(() -> UsageMistakes.unknownCommand(word, group));
        }
        command.commandLine().usage(System.out);
    }
}
