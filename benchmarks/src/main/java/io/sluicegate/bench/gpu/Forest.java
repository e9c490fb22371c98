package io.sluicegate.bench.gpu;

import io.sluicegate.bench.onnx.TreeEnsemble;
import java.util.List;
import java.util.Random;

/**
 * Full regression trees with random thresholds.
 *
 * @param depth the number of decisions in each tree
 * @param features the numbers in a row
 */
record Forest(int trees, int depth, int features) {
    private static final int STEP = 31;

    void addTo(Graph graph) {
        graph.count((long) trees * TreeEnsemble.nodes(depth));
        graph.lastOfMl(
                "TreeEnsembleRegressor",
                List.of(Graph.INPUT),
                TreeEnsemble.attributes(trees, depth, growth(graph.random())));
    }

    private TreeEnsemble.Growth growth(Random random) {
        return new TreeEnsemble.Growth() {
            @Override
            public int feature(int tree, int node) {
                return (tree + node) * STEP % features;
            }

            @Override
            public float threshold() {
                return random.nextFloat();
            }

            @Override
            public float weight() {
                return random.nextFloat() / trees;
            }
        };
    }
}
