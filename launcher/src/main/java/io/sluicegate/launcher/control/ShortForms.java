package io.sluicegate.launcher.control;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The short forms of the commands about models and rollouts: {@code sluicegate deploy} is {@code sluicegate rollout deploy}. The help lists
 * them in one place, below the commands.
 */
public final class ShortForms {
    /** The commands whose commands have short forms. */
    public static final List<Class<?>> GROUPS = List.of(ModelCommands.class, RolloutCommands.class);

    private ShortForms() {}

    public static boolean has(String word) {
        return GROUPS.stream()
                .flatMap(group -> Stream.of(command(group).subcommands()))
                .anyMatch(each -> command(each).name().equals(word));
    }

    /** Adds the short forms to the root command, which has the groups. */
    public static void addTo(CommandLine root) {
        names().forEach(group -> below(root, group).forEach((name, command) -> {
            var alias = new CommandLine(command.getCommandSpec().userObject().getClass());
            alias.getCommandSpec().usageMessage().hidden(true);
            root.addSubcommand(name, alias);
        }));
        var usage = root.getCommandSpec().usageMessage();
        usage.footer(Stream.concat(Stream.of(usage.footer()), lines(root)).toArray(String[]::new));
    }

    private static Stream<String> names() {
        return GROUPS.stream().map(group -> command(group).name());
    }

    private static Command command(Class<?> command) {
        return command.getAnnotation(Command.class);
    }

    private static Stream<String> lines(CommandLine root) {
        return Stream.concat(
                Stream.of("", "Short forms:"),
                names().map(group -> "  " + names(root, group) + ": as under sluicegate " + group));
    }

    private static String names(CommandLine root, String group) {
        return below(root, group).keySet().stream().collect(Collectors.joining(", "));
    }

    private static Map<String, CommandLine> below(CommandLine root, String group) {
        return Objects.requireNonNull(root.getSubcommands().get(group)).getSubcommands();
    }
}
