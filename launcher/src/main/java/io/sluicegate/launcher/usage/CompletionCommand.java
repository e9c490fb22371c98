package io.sluicegate.launcher.usage;

import io.sluicegate.launcher.cli.ChangesNothing;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code completion} command: a script by which a shell completes commands and options. */
@ChangesNothing
@Command(
        name = "completion",
        description = {
            "Print a script by which your shell completes commands and options.",
            "In ~/.bashrc: source <(sluicegate completion bash)",
            "In ~/.zshrc: source <(sluicegate completion zsh)",
            "For fish: sluicegate completion fish > ~/.config/fish/completions/sluicegate.fish"
        },
        footer = "  sluicegate completion bash")
public final class CompletionCommand implements Runnable {
    /** The shells that a script can be had for. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        var root = spec.root();
        Commands.known(root)
                .forEach(command -> command.usageMessage().hidden(false)); // shells complete short forms, too
        System.out.println(
                shell == Shell.FISH
                        ? new FishCompletion(root).script()
                        : AutoComplete.bash(root.name(), root.commandLine()));
    }
}
