package io.sluicegate.launcher.usage;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish: one line for each command and each option, with the words after which it is offered. */
final class FishCompletion {
    private static final String HEAD = """
            # The words of the command line without options; exactly: these and no others.
            function __%1$s_after
                set -l words
                for word in (commandline -opc)[2..-1]
                    string match -q -- '-*' $word; or set -a words $word
                end
                test "$argv[1]" = exactly; and test "$words" = "$argv[2]"; and return
                test "$argv[1]" = below; and string match -q -- "$argv[2]*" "$words"
            end
            complete -c %1$s -f
            """;

    private final CommandSpec root;

    FishCompletion(CommandSpec root) {
        this.root = root;
    }

    String script() {
        var lines = Commands.all(root)
                .flatMap(command -> Stream.concat(
                        Commands.below(command).map(next -> command(words(command), next)),
                        command.options().stream()
                                .filter(option -> !option.hidden())
                                .map(option -> option(words(command), option))));
        return HEAD.formatted(root.name()) + lines.collect(Collectors.joining("\n"));
    }

    private String command(String after, CommandSpec next) {
        return "complete -c %s -n \"__%s_after exactly '%s'\" -a %s -d '%s'"
                .formatted(
                        root.name(),
                        root.name(),
                        after,
                        next.name(),
                        first(next.usageMessage().description()));
    }

    private String option(String below, OptionSpec option) {
        var names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        return "complete -c %s -n \"__%s_after below '%s'\" %s%s -d '%s'"
                .formatted(
                        root.name(),
                        root.name(),
                        below,
                        names,
                        option.arity().max() > 0 ? " -r -F" : "",
                        first(option.description()));
    }

    private String words(CommandSpec command) {
        return command.qualifiedName().substring(root.name().length()).strip();
    }

    private static String first(String... description) {
        return description.length == 0 ? "" : description[0].replace("%%", "%").replace("'", "\\'");
    }
}
