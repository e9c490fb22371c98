package io.sluicegate.pipeline.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word nearest to a misspelt one, by edit distance (Levenshtein). */
public final class Nearest {
    private Nearest() {}

    public static Optional<String> to(String word, Collection<String> known) {
        int limit = Math.max(1, word.length() / 2);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= limit);
    }

    /** The least number of letters to insert, leave out or replace. */
    public static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            advance(row, from.charAt(i - 1), i, to);
        }
        return row[to.length()];
    }

    private static void advance(int[] row, char character, int i, String to) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= to.length(); j++) {
            int replaced = diagonal + (character == to.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
        }
    }
}
