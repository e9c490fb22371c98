package io.sluicegate.launcher.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides whether texts are the symbols of an enum: a few values that repeat, each a word that Avro can have. */
final class SymbolInference {
    private static final int MOST_SYMBOLS = 12;
    private static final int FEWEST_ROWS = 20;
    private static final int REPEATED = 2;
    private static final int TIMES_ON_AVERAGE = 5;

    private SymbolInference() {}

    /** The symbols in alphabetical order; empty if the texts are no enum. */
    static Optional<List<String>> symbols(List<String> texts) {
        Map<String, Integer> counts = new TreeMap<>();
        for (var text : texts) {
            counts.merge(text, 1, Integer::sum);
            if (counts.size() > MOST_SYMBOLS) {
                return Optional.empty();
            }
        }
        var isEnum = counts.size() > 1
                && texts.size() >= Math.max(FEWEST_ROWS, counts.size() * TIMES_ON_AVERAGE)
                && counts.values().stream().allMatch(count -> count >= REPEATED)
                && counts.keySet().stream().allMatch(AvroNames::isValid);
        return isEnum ? Optional.of(List.copyOf(counts.keySet())) : Optional.empty();
    }
}
