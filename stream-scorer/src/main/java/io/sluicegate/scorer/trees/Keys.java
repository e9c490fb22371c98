package io.sluicegate.scorer.trees;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole numbers that stand for a row's features, such that comparing them is comparing the features. Each node then asks one question,
 * whether a key is at most the node's own, which takes a subtraction and no branch. A feature has a column for the nodes to which a missing
 * value is high, and another for those to which it is low.
 */
abstract class Keys {
    /** The key of a missing value in a column where it is low. */
    static final int LOWEST = Integer.MIN_VALUE;
    /** The key of a missing value in a column where it is high. */
    static final int HIGHEST = Integer.MAX_VALUE;
    /** A node's key that only a low missing value reaches. */
    static final int NEVER = LOWEST + 1;
    /** A node's key that all but a high missing value reach. */
    static final int ALWAYS = HIGHEST - 1;

    private record Column(int feature, boolean missingIsLow) {}

    private final Map<Column, Integer> places = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();

    /** The column of a feature, which is added unless there is one. */
    final int column(int feature, boolean missingIsLow) {
        return places.computeIfAbsent(new Column(feature, missingIsLow), column -> {
            columns.add(column);
            return columns.size() - 1;
        });
    }

    /** How many keys a row has. */
    final int width() {
        return columns.size();
    }

    /** The feature of each column. */
    final int[] features() {
        return columns.stream().mapToInt(Column::feature).toArray();
    }

    /** The key of a missing value in each column. */
    final int[] missing() {
        return columns.stream()
                .mapToInt(column -> column.missingIsLow() ? LOWEST : HIGHEST)
                .toArray();
    }

    /** The highest key of all values of a feature that are at most this one, which is a number. */
    abstract int atMost(int feature, double value);

    /** The highest key of all values of a feature that are less than this one, which is a number. */
    abstract int below(int feature, double value);
}
