package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines that a document shows of what a command prints: all of them, in their order. '…' stands for what is different each time. */
record Shown(List<String> lines) {
    private static final String ELLIPSIS = "…";

    void requireIn(String printed) {
        assertThat(missing(printed))
                .as("lines that are not in what was printed:\n" + printed)
                .isEmpty();
    }

    /** The first line that isn't there, and those after it. */
    private List<String> missing(String printed) {
        var rest = printed.lines().map(String::stripTrailing).iterator();
        for (int i = 0; i < lines.size(); i++) {
            if (!isFound(pattern(lines.get(i)), rest)) {
                return lines.subList(i, lines.size());
            }
        }
        return List.of();
    }

    private static boolean isFound(Pattern line, Iterator<String> rest) {
        while (rest.hasNext()) {
            if (line.matcher(rest.next()).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(Arrays.stream(line.stripTrailing().split(ELLIPSIS, -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }
}
