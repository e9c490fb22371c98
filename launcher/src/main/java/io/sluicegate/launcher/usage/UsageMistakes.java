package io.sluicegate.launcher.usage;

import io.sluicegate.pipeline.config.Nearest;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says in one line why a command line can't be understood, and which words there are. */
public final class UsageMistakes implements IParameterExceptionHandler {
    private final Consumer<String> errors;

    public UsageMistakes(Consumer<String> errors) {
        this.errors = errors;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        var failure = failure(mistake, mistake.getCommandLine().getCommandSpec());
        errors.accept(failure.getMessage());
        return failure.exitCode().code();
    }

    private static CommandFailed failure(ParameterException mistake, CommandSpec command) {
        var unknown = mistake.getCommandLine().getUnmatchedArguments();
        if (!unknown.isEmpty() && unknown.get(0).startsWith("-")) {
            return unknownOption(unknown.get(0), command);
        }
        if (!unknown.isEmpty() && !command.subcommands().isEmpty()) {
            return unknownCommand(unknown.get(0), command);
        }
        if (mistake.getClass() == ParameterException.class
                && !command.subcommands().isEmpty()) {
            return new CommandFailed(
                    Message.COMMAND_NEEDED, command.qualifiedName(), String.join(", ", Commands.names(command)));
        }
        var word = mistake.getArgSpec();
        if (word != null && word.type().isEnum() && mistake.getValue() != null) {
            return wrongWord(word, mistake.getValue());
        }
        return new CommandFailed(Message.WRONG_USAGE, mistake.getMessage(), command.qualifiedName());
    }

    /** A word that is none of those that may stand there. */
    private static CommandFailed wrongWord(ArgSpec place, String word) {
        var words = Arrays.stream(place.type().getEnumConstants())
                .map(it -> it.toString().toLowerCase(Locale.ROOT))
                .toList();
        return new CommandFailed(
                Message.VALUE_UNUSABLE,
                place instanceof OptionSpec option ? option.longestName() : place.paramLabel(),
                "'" + word + "'",
                "one of " + String.join(", ", words)
                        + Nearest.to(word, words)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }

    static CommandFailed unknownCommand(String word, CommandSpec group) {
        return new CommandFailed(
                Message.UNKNOWN_COMMAND,
                word,
                Suggestion.of(word, group)
                        .map(near -> "did you mean '" + near + "'? ")
                        .orElse(""),
                String.join(", ", Commands.names(group)));
    }

    private static CommandFailed unknownOption(String word, CommandSpec command) {
        var option = word.split("=", 2)[0];
        return new CommandFailed(
                Message.UNKNOWN_OPTION,
                command.qualifiedName(),
                option,
                meant(option, options(command))
                        .map(near -> "did you mean " + near + "? ")
                        .orElse(""),
                String.join(", ", options(command)));
    }

    /** The option with all the words of the unknown one, else the nearest. */
    private static Optional<String> meant(String option, List<String> options) {
        return options.stream()
                .filter(each -> each.endsWith(option.replaceFirst("^-+", "-")))
                .findFirst()
                .or(() -> Nearest.to(option, options));
    }

    private static List<String> options(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .sorted()
                .toList();
    }
}
