package io.sluicegate.launcher.usage;

import io.sluicegate.launcher.cli.ChangesNothing;
import java.lang.reflect.AnnotatedElement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The tree of commands. */
final class Commands {
    private Commands() {}

    /** The command and all below it. */
    static Stream<CommandSpec> all(CommandSpec command) {
        return Stream.concat(Stream.of(command), below(command).flatMap(Commands::all));
    }

    /** The command and all below it, with the short forms. */
    static Stream<CommandSpec> allWithShortForms(CommandSpec command) {
        return Stream.concat(Stream.of(command), known(command).flatMap(Commands::allWithShortForms));
    }

    /** The commands right below that the help lists, by name. An alias is no further command. */
    static Stream<CommandSpec> below(CommandSpec command) {
        return known(command).filter(each -> !each.usageMessage().hidden());
    }

    /** The commands right below with the short forms, which the help lists in one line, by name. */
    static Stream<CommandSpec> known(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .sorted(Comparator.comparing(CommandSpec::name));
    }

    static List<String> names(CommandSpec command) {
        return below(command).map(CommandSpec::name).toList();
    }

    static Optional<CommandSpec> find(CommandSpec command, String word) {
        return Optional.ofNullable(command.subcommands().get(word)).map(CommandLine::getCommandSpec);
    }

    static boolean changesSomething(CommandSpec command) {
        var declared = command.userObject() instanceof AnnotatedElement method
                ? method
                : command.userObject().getClass();
        return !declared.isAnnotationPresent(ChangesNothing.class);
    }
}
