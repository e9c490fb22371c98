package io.sluicegate.bench.forests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A tree that is grown on random rows, as training grows it: each node splits its rows at one of them, until few are left or the tree is deep
 * enough. A tree on many rows is as ragged as those of a random forest.
 */
final class GrownTree {
    private final Random random;
    private final int deepest;
    private final int fewest;
    final List<Node> nodes = new ArrayList<>();

    /** A node, or a leaf with a weight. */
    record Node(boolean isLeaf, int feature, float threshold, int whenTrue, int whenFalse, float weight) {}

    /** @param fewest the rows that aren't split any more */
    GrownTree(Random random, int deepest, int fewest) {
        this.random = random;
        this.deepest = deepest;
        this.fewest = fewest;
    }

    /** Grows the tree on rows, which change their order. */
    GrownTree grow(float[][] rows) {
        grow(rows, 0);
        return this;
    }

    private int grow(float[][] rows, int depth) {
        int place = nodes.size();
        nodes.add(leaf());
        if (depth < deepest && rows.length > fewest) {
            int feature = random.nextInt(rows[0].length);
            float threshold = rows[random.nextInt(rows.length)][feature];
            var low =
                    Arrays.stream(rows).filter(row -> row[feature] <= threshold).toArray(float[][]::new);
            var high =
                    Arrays.stream(rows).filter(row -> row[feature] > threshold).toArray(float[][]::new);
            int whenTrue = grow(low, depth + 1);
            int whenFalse = grow(high, depth + 1);
            nodes.set(place, new Node(false, feature, threshold, whenTrue, whenFalse, 0));
        }
        return place;
    }

    private Node leaf() {
        return new Node(true, 0, 0, 0, 0, (float) random.nextGaussian() / 10);
    }
}
