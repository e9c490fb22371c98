package io.sluicegate.scorer.trees;

import java.util.List;

/**
 * A tree ensemble as a model describes it. A number of a model of float32 is exact as a double.
 *
 * @param precise whether comparisons and sums are of float64 instead of float32
 * @param nodes all nodes of all trees
 * @param roots the place of each tree's first node
 * @param targets how many numbers a row gets
 * @param base what is added to each number; empty for nothing
 * @param labels the classes of a classifier; empty for a regressor
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ensemble(
        boolean precise,
        List<Node> nodes,
        int[] roots,
        int targets,
        double[] base,
        Aggregate aggregate,
        Transform transform,
        List<Object> labels) {

    /**
     * A node.
     *
     * @param value the value that the feature is compared with; 0 for a leaf
     * @param missingIsTrue whether a missing value goes the way of a comparison that holds
     * @param whenTrue the place of the next node where the comparison holds
     * @param weights what a leaf adds, in order
     */
    record Node(
            Branch branch,
            int feature,
            double value,
            boolean missingIsTrue,
            int whenTrue,
            int whenFalse,
            List<Weight> weights) {

        static Node leaf(List<Weight> weights) {
            return new Node(Branch.LEAF, 0, 0, false, -1, -1, weights);
        }

        boolean isLeaf() {
            return branch == Branch.LEAF;
        }
    }

    /** A leaf's addition to a target. */
    record Weight(int target, double value) {}

    boolean isClassifier() {
        return !labels.isEmpty();
    }

    /** The highest feature that a node looks at; -1 if none does. */
    int highestFeature() {
        return nodes.stream()
                .filter(node -> !node.isLeaf())
                .mapToInt(Node::feature)
                .max()
                .orElse(-1);
    }
}
