package io.sluicegate.bench.gpu;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Full regression trees. In each tree, the nodes are numbered by level: node {@code n} has the children {@code 2n + 1} and {@code 2n + 2}. */
final class Forest {
    private static final int STEP = 31;

    private final int trees;
    private final int features;
    private final int inner;
    private final int leaves;

    /**
     * @param depth the number of decisions in each tree
     * @param features the numbers in a row
     */
    Forest(int trees, int depth, int features) {
        this.trees = trees;
        this.features = features;
        this.leaves = 1 << depth;
        this.inner = leaves - 1;
    }

    void addTo(Graph graph) {
        int nodes = inner + leaves;
        var random = graph.random();
        graph.count((long) trees * nodes);
        graph.lastOfMl(
                "TreeEnsembleRegressor",
                List.of(Graph.INPUT),
                "n_targets",
                1L,
                "nodes_treeids",
                numbers(nodes, (tree, node) -> tree),
                "nodes_nodeids",
                numbers(nodes, (tree, node) -> node),
                "nodes_featureids",
                numbers(nodes, (tree, node) -> (tree + node) * STEP % features),
                "nodes_modes",
                IntStream.range(0, trees * nodes)
                        .mapToObj(place -> isLeaf(place % nodes) ? "LEAF" : "BRANCH_LEQ")
                        .toArray(String[]::new),
                "nodes_values",
                fractions(trees * nodes, place -> random.nextFloat()),
                "nodes_truenodeids",
                numbers(nodes, (tree, node) -> isLeaf(node) ? 0 : 2 * node + 1),
                "nodes_falsenodeids",
                numbers(nodes, (tree, node) -> isLeaf(node) ? 0 : 2 * node + 2),
                "target_treeids",
                numbers(leaves, (tree, leaf) -> tree),
                "target_nodeids",
                numbers(leaves, (tree, leaf) -> inner + leaf),
                "target_ids",
                numbers(leaves, (tree, leaf) -> 0),
                "target_weights",
                fractions(trees * leaves, place -> random.nextFloat() / trees));
    }

    private boolean isLeaf(int node) {
        return node >= inner;
    }

    /** A number for a place in a tree. */
    private interface OfPlace {
        int of(int tree, int place);
    }

    private long[] numbers(int ofTree, OfPlace number) {
        IntUnaryOperator each = place -> number.of(place / ofTree, place % ofTree);
        return IntStream.range(0, trees * ofTree).map(each).asLongStream().toArray();
    }

    private static float[] fractions(int count, IntFunction<Float> fraction) {
        var fractions = new float[count];
        for (int place = 0; place < count; place++) {
            fractions[place] = fraction.apply(place);
        }
        return fractions;
    }
}
