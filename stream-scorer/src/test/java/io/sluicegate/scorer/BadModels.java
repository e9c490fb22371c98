package io.sluicegate.scorer;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;

import io.sluicegate.bundle.onnx.OnnxMaker;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Models of the tests' inputs and outputs that harm the process that runs them. */
public final class BadModels {
    private static final String LINEAR = "linear";

    private BadModels() {}

    /** A model whose call multiplies matrices for days. */
    public static byte[] endless() {
        return TestModels.looping(0, Integer.MAX_VALUE, 0);
    }

    /** A model whose call takes so many MiB of memory. */
    public static byte[] hungry(int mib) {
        return linear().integers("shape", new long[] {2}, mib, 1L << 18)
                .node("ConstantOfShape", List.of("shape"), List.of("zeros"))
                .node("Add", List.of("zeros", "linear"), List.of("wide"))
                .node("ReduceMax", List.of("wide"), List.of("most"))
                .node("Mul", List.of("most", "zero"), List.of("nothing"))
                .weights("zero", new long[] {1, 1}, 0)
                .node("Add", List.of(LINEAR, "nothing"), List.of(TestModels.SCORE))
                .make();
    }

    /**
     * A decision tree that is a chain: the yes of each question leads to the next one. ONNX Runtime follows it by recursion while it loads
     * the model, until the thread's stack is full, and the process is killed by its own SIGSEGV.
     */
    public static byte[] deadly() {
        return deadly(100_000);
    }

    static byte[] deadly(int depth) {
        var nodes = 2 * depth + 1;
        var modes = new String[nodes];
        var yes = new long[nodes];
        var no = new long[nodes];
        for (var i = 0; i < depth; i++) { // node i asks, node depth + 1 + i is the leaf of its no
            modes[i] = "BRANCH_LEQ";
            yes[i] = i + 1;
            no[i] = depth + 1 + i;
        }
        Arrays.fill(modes, depth, nodes, "LEAF");
        var leaves = LongStream.range(depth, nodes).toArray();
        var ones = new float[leaves.length];
        Arrays.fill(ones, 1);
        return linear().ml(
                        "TreeEnsembleRegressor",
                        List.of(TestModels.INPUT),
                        List.of(TestModels.SCORE),
                        "n_targets",
                        1,
                        "nodes_treeids",
                        new long[nodes],
                        "nodes_nodeids",
                        LongStream.range(0, nodes).toArray(),
                        "nodes_featureids",
                        new long[nodes],
                        "nodes_values",
                        new float[nodes],
                        "nodes_modes",
                        modes,
                        "nodes_truenodeids",
                        yes,
                        "nodes_falsenodeids",
                        no,
                        "target_treeids",
                        new long[leaves.length],
                        "target_nodeids",
                        leaves,
                        "target_ids",
                        new long[leaves.length],
                        "target_weights",
                        ones)
                .make();
    }

    private static OnnxMaker linear() {
        return new OnnxMaker()
                .input(TestModels.INPUT, FLOAT32, ANY, 3)
                .weights("w", new long[] {3, 1}, 1, 10, 100)
                .node("MatMul", List.of(TestModels.INPUT, "w"), List.of(LINEAR))
                .output(TestModels.SCORE, FLOAT32, ANY, 1);
    }
}
