package io.sluicegate.launcher;

import java.util.List;
import java.util.regex.Pattern;

/** The words of a command line as a shell finds them, up to a comment, a pipe, a redirection or a bracket. */
final class ShellWords {
    private static final Pattern WORD = Pattern.compile("\\G\\s*((?:'[^']*'|\"[^\"]*\"|(?<=\\S)#|[^\\s'\"#|;&<>()])+)");

    private ShellWords() {}

    static List<String> of(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1).replaceAll("['\"]", ""))
                .toList();
    }
}
