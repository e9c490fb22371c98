package io.sluicegate.launcher.control;

import io.sluicegate.records.ModelCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The line by which a user can repeat a command that nobody has answered, and which can't act twice. It is the user's own line; a command
 * that changes a deployment gets the missing version and revision, or else it would act on whatever is in force by then.
 */
final class Repetition {
    private static final String VERSION = "--model-version";
    private static final String REVISION = "--expected-revision";

    private final CommandSpec spec;

    Repetition(CommandSpec spec) {
        this.spec = spec;
    }

    /** For a command that is safe to repeat as it is. */
    String ofSafe() {
        return line(spec.root().commandLine().getParseResult().originalArgs());
    }

    String of(ModelCommand command) {
        var words = new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        if (spec.findOption(VERSION) != null && !matched(VERSION)) {
            words.addAll(List.of(VERSION, command.getVersion()));
        }
        if (!matched(REVISION)) {
            words.addAll(List.of(REVISION, String.valueOf(command.getExpectedRevision())));
        }
        return line(words);
    }

    private static String line(List<String> words) {
        return "sluicegate " + words.stream().map(Repetition::quoted).collect(Collectors.joining(" "));
    }

    private boolean matched(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** The argument, quoted for a shell. */
    static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
