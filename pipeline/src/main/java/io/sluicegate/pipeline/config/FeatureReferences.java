package io.sluicegate.pipeline.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The features that an expression names. Found in the text alone, so a name in a string literal counts, too: a definition that names
 * one feature too many is safe, one that lacks a feature is not.
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
