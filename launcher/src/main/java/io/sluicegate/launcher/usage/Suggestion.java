package io.sluicegate.launcher.usage;

import io.sluicegate.pipeline.config.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command that somebody may have meant by an unknown word. A command that changes something is proposed only if no command that
 * changes nothing is near, so nobody who wanted to look is led to change something.
 */
final class Suggestion {
    private static final int LONG_WORD = 6;

    private Suggestion() {}

    static Optional<String> of(String word, CommandSpec group) {
        var byEffect = Commands.known(group)
                .collect(Collectors.partitioningBy(
                        Commands::changesSomething, Collectors.mapping(CommandSpec::name, Collectors.toList())));
        return near(word, byEffect.getOrDefault(false, List.of()))
                .or(() -> near(word, byEffect.getOrDefault(true, List.of())));
    }

    /** A slip of one letter, or of two in long words. */
    private static Optional<String> near(String word, Collection<String> names) {
        return Nearest.to(word, names)
                .filter(name ->
                        Nearest.distance(word, name) <= (Math.min(word.length(), name.length()) < LONG_WORD ? 1 : 2));
    }
}
