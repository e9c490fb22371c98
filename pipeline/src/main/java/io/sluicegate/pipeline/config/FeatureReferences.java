package io.sluicegate.pipeline.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the features that an expression names. The search is textual, so names in string literals count too: a definition may name
 * a feature too many, but must not lack one.
 */
final class FeatureReferences {
    private static final String GAP = "(?:\\s|//[^\\n]*\\n)*";
    private static final Pattern REFERENCE =
            Pattern.compile("(?<![A-Za-z0-9_])feature" + GAP + "\\." + GAP + "([A-Za-z_][A-Za-z0-9_]*)");

    private FeatureReferences() {}

    static Set<String> in(String cel) {
        return REFERENCE
                .matcher(cel)
                .results()
                .map((MatchResult reference) -> reference.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
