package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands that there are, for tests that look at each of them. */
final class CommandTree {
    /** Made once, because that takes longer than most tests; each parse forgets the one before. */
    private static final CommandLine LINE = SluicegateMain.commandLine(line -> {});

    private CommandTree() {}

    static CommandSpec root() {
        return LINE.getCommandSpec();
    }

    static Stream<CommandSpec> all() {
        return below(LINE.getCommandSpec());
    }

    private static Stream<CommandSpec> below(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(each -> !each.usageMessage().hidden())
                        .distinct()
                        .flatMap(CommandTree::below));
    }

    /** The command as it is written: {@code sluicegate bundle create}. */
    static String path(CommandSpec command) {
        return command.qualifiedName();
    }

    static CommandSpec find(String words) {
        return all().filter(command -> path(command).equals("sluicegate " + words))
                .findFirst()
                .orElseThrow();
    }

    /** Parses the arguments; fails unless the command line understands them. */
    static CommandLine.ParseResult parse(String... arguments) {
        return LINE.parseArgs(arguments);
    }

    /** Fails unless the command line understands these words, and none of them is a short form. */
    static void parse(List<String> words) {
        assertThat(parse(words.toArray(String[]::new)).asCommandLineList())
                .as("the long form of %s", words)
                .noneMatch(command -> command.getCommandSpec().usageMessage().hidden());
    }

    /** The arguments that call the command. */
    static String[] words(CommandSpec command, String... more) {
        return Stream.concat(Stream.of(path(command).split(" ")).skip(1), Stream.of(more))
                .toArray(String[]::new);
    }
}
