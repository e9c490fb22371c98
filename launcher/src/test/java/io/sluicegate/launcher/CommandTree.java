package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands that there are, for tests that look at each of them. */
final class CommandTree {
    private CommandTree() {}

    static Stream<CommandSpec> all() {
        return below(SluicegateMain.commandLine(line -> {}).getCommandSpec());
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

    /** Fails unless the command line understands these words, and none of them is a short form. */
    static void parse(List<String> words) {
        var parsed = SluicegateMain.commandLine(line -> {}).parseArgs(words.toArray(String[]::new));
        assertThat(parsed.asCommandLineList())
                .as("the long form of %s", words)
                .noneMatch(command -> command.getCommandSpec().usageMessage().hidden());
    }

    /** The arguments that call the command. */
    static String[] words(CommandSpec command, String... more) {
        return Stream.concat(Stream.of(path(command).split(" ")).skip(1), Stream.of(more))
                .toArray(String[]::new);
    }
}
