package io.sluicegate.bench.onnx;

import java.util.Arrays;

/**
 * The attributes of ONNX's {@code TreeEnsembleRegressor} with full trees. In each tree, the nodes are numbered by level: node {@code n}
 * has the children {@code 2n + 1} and {@code 2n + 2}, and the leaves come last.
 */
public final class TreeEnsemble {
    private final int trees;
    private final int inner;
    private final int leaves;
    private final long[] features;
    private final String[] modes;
    private final float[] thresholds;
    private final float[] weights;

    /** Grows trees: asked once for each node, tree by tree. */
    public interface Growth {
        /** The feature that an inner node looks at. */
        int feature(int tree, int node);

        /** The threshold of the feature. */
        float threshold();

        /** The summand of a leaf. */
        float weight();
    }

    private TreeEnsemble(int trees, int depth) {
        this.trees = trees;
        this.leaves = 1 << depth;
        this.inner = leaves - 1;
        features = new long[trees * nodes()];
        modes = new String[trees * nodes()];
        thresholds = new float[trees * nodes()];
        weights = new float[trees * leaves];
    }

    /**
     * The attributes, name and value in turn.
     *
     * @param depth the number of decisions in each tree
     */
    public static Object[] attributes(int trees, int depth, Growth growth) {
        var ensemble = new TreeEnsemble(trees, depth);
        for (int tree = 0; tree < trees; tree++) {
            for (int node = 0; node < ensemble.nodes(); node++) {
                ensemble.grow(tree, node, growth);
            }
        }
        return ensemble.attributes();
    }

    /** The nodes of a tree of that depth, leaves included. */
    public static int nodes(int depth) {
        return (2 << depth) - 1;
    }

    private int nodes() {
        return inner + leaves;
    }

    private boolean isLeaf(int node) {
        return node >= inner;
    }

    private void grow(int tree, int node, Growth growth) {
        int place = tree * nodes() + node;
        modes[place] = isLeaf(node) ? "LEAF" : "BRANCH_LEQ";
        if (isLeaf(node)) {
            weights[tree * leaves + node - inner] = growth.weight();
        } else {
            features[place] = growth.feature(tree, node);
            thresholds[place] = growth.threshold();
        }
    }

    private Object[] attributes() {
        return new Object[] {
            "n_targets", 1L,
            "nodes_treeids", numbers(nodes(), (tree, node) -> tree),
            "nodes_nodeids", numbers(nodes(), (tree, node) -> node),
            "nodes_featureids", features,
            "nodes_modes", modes,
            "nodes_values", thresholds,
            "nodes_truenodeids", numbers(nodes(), (tree, node) -> isLeaf(node) ? 0 : 2 * node + 1),
            "nodes_falsenodeids", numbers(nodes(), (tree, node) -> isLeaf(node) ? 0 : 2 * node + 2),
            "target_treeids", numbers(leaves, (tree, leaf) -> tree),
            "target_nodeids", numbers(leaves, (tree, leaf) -> inner + leaf),
            "target_ids", numbers(leaves, (tree, leaf) -> 0),
            "target_weights", weights
        };
    }

    /** A number for a place in a tree. */
    private interface OfPlace {
        int of(int tree, int place);
    }

    private long[] numbers(int ofTree, OfPlace number) {
        var numbers = new long[trees * ofTree];
        Arrays.setAll(numbers, place -> number.of(place / ofTree, place % ofTree));
        return numbers;
    }
}
