package io.sluicegate.scorer;

import static io.sluicegate.scorer.OnnxGraph.BOOL;
import static io.sluicegate.scorer.OnnxGraph.DOUBLE;
import static io.sluicegate.scorer.OnnxGraph.FLOAT;
import static io.sluicegate.scorer.OnnxGraph.INT64;

import io.sluicegate.bundle.onnx.OnnxMaker;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Tiny models whose answers a test can work out by itself. */
public final class TestModels {
    public static final String INPUT = "features";
    public static final String SCORE = "score";

    private static final int SIDE = 256;

    private TestModels() {}

    /** {@code score = amount + 10 count + 100 abroad + bias}. */
    public static byte[] linear(float bias) {
        return new OnnxGraph()
                .node("Gemm", List.of(INPUT, "w", "b"), List.of(SCORE))
                .weights("w", 3, 1, 1, 10, 100)
                .weights("b", 1, 1, bias)
                .input(INPUT, FLOAT, 3)
                .output(SCORE, FLOAT, 1)
                .build();
    }

    /** {@code score = 0.25 if amount is at most 1, otherwise 0.1 + 0.7 if abroad}: the sums of two trees. */
    public static byte[] trees() {
        return new OnnxMaker()
                .input(INPUT, OnnxMaker.FLOAT32, OnnxMaker.ANY, 3)
                .ml(
                        "TreeEnsembleRegressor",
                        List.of(INPUT),
                        List.of(SCORE),
                        "n_targets",
                        1,
                        "nodes_treeids",
                        new long[] {0, 0, 0, 1, 1, 1, 1, 1},
                        "nodes_nodeids",
                        new long[] {0, 1, 2, 0, 1, 2, 3, 4},
                        "nodes_featureids",
                        new long[] {0, 0, 0, 0, 0, 2, 0, 0},
                        "nodes_modes",
                        new String[] {"BRANCH_LEQ", "LEAF", "LEAF", "BRANCH_LEQ", "LEAF", "BRANCH_LEQ", "LEAF", "LEAF"},
                        "nodes_values",
                        new float[] {1, 0, 0, 1, 0, 0.5f, 0, 0},
                        "nodes_truenodeids",
                        new long[] {1, 0, 0, 1, 0, 3, 0, 0},
                        "nodes_falsenodeids",
                        new long[] {2, 0, 0, 2, 0, 4, 0, 0},
                        "target_treeids",
                        new long[] {0, 0, 1, 1, 1},
                        "target_nodeids",
                        new long[] {1, 2, 1, 3, 4},
                        "target_ids",
                        new long[] {0, 0, 0, 0, 0},
                        "target_weights",
                        new float[] {0.25f, 0.1f, 0, 0, 0.7f})
                .output(SCORE, OnnxMaker.FLOAT32, OnnxMaker.ANY, 1)
                .make();
    }

    /** {@code score = sigmoid(amount + 10 count + 100 abroad)}: finite even of infinity. */
    public static byte[] sigmoid() {
        return new OnnxGraph()
                .node("Gemm", List.of(INPUT, "w"), List.of("linear"))
                .node("Sigmoid", List.of("linear"), List.of(SCORE))
                .weights("w", 3, 1, 1, 10, 100)
                .input(INPUT, FLOAT, 3)
                .output(SCORE, FLOAT, 1)
                .build();
    }

    /** The linear model, whose call takes longer the more matrices it multiplies, whatever the number of its rows. */
    public static byte[] slow(float bias, int products) {
        var graph = new OnnxGraph()
                .node("Gemm", List.of(INPUT, "w", "b"), List.of("linear"))
                .node("ReduceMax", List.of(INPUT), List.of("most"))
                .node("Mul", List.of("matrix", "most"), List.of("product0"));
        for (var i = 0; i < products; i++) {
            graph.node("MatMul", List.of("product" + i, "matrix"), List.of("product" + (i + 1)));
        }
        var matrix = new float[SIDE * SIDE];
        Arrays.fill(matrix, 1f / SIDE); // its own square
        return graph.node("ReduceMax", List.of("product" + products), List.of("large"))
                .node("Mul", List.of("large", "zero"), List.of("nothing"))
                .node("Add", List.of("linear", "nothing"), List.of(SCORE))
                .weights("w", 3, 1, 1, 10, 100)
                .weights("b", 1, 1, bias)
                .weights("zero", 1, 1, 0)
                .weights("matrix", SIDE, SIDE, matrix)
                .input(INPUT, FLOAT, 3)
                .output(SCORE, FLOAT, 1)
                .build();
    }

    /** The linear model, whose call multiplies so many matrices for each row, and so many more for each unit of its amount. */
    public static byte[] looping(float bias, int turnsOfRow, int turnsOfAmount) {
        var body = new OnnxGraph()
                .node("Identity", List.of("go"), List.of("goOn"))
                .node("MatMul", List.of("product", "matrix"), List.of("next"))
                .inner(true, "turn", INT64)
                .inner(true, "go", BOOL)
                .inner(true, "product", FLOAT, SIDE, SIDE)
                .inner(false, "goOn", BOOL)
                .inner(false, "next", FLOAT, SIDE, SIDE);
        var matrix = new float[SIDE * SIDE];
        Arrays.fill(matrix, 1f / SIDE); // its own square
        return new OnnxGraph()
                .node("Gemm", List.of(INPUT, "w", "b"), List.of("linear"))
                .node("Gemm", List.of(INPUT, "turnsOfAmount", "turnsOfRow"), List.of("turnsOfRows"))
                .node("ReduceSum", List.of("turnsOfRows"), List.of("sum"), "keepdims", 0)
                .node("Cast", List.of("sum"), List.of("turns"), "to", INT64)
                .node("Loop", List.of("turns", "", "matrix"), List.of("last"), "body", body)
                .node("ReduceMax", List.of("last"), List.of("large"))
                .node("Mul", List.of("large", "zero"), List.of("nothing"))
                .node("Add", List.of("linear", "nothing"), List.of(SCORE))
                .weights("w", 3, 1, 1, 10, 100)
                .weights("b", 1, 1, bias)
                .weights("turnsOfAmount", 3, 1, turnsOfAmount, 0, 0)
                .weights("turnsOfRow", 1, 1, turnsOfRow)
                .weights("zero", 1, 1, 0)
                .weights("matrix", SIDE, SIDE, matrix)
                .input(INPUT, FLOAT, 3)
                .output(SCORE, FLOAT, 1)
                .build();
    }

    /** Like {@link #linear}, but a batch with an amount of 5 or more, or below -5, fails: the amount is looked up in a table of five. */
    public static byte[] choosy() {
        return lookingUp(new OnnxGraph().node("Cast", List.of(INPUT), List.of("index"), "to", INT64), "Mul");
    }

    /** Like {@link #linear} without bias, but a batch of more than four rows fails: their number is looked up in a table of five. */
    public static byte[] small() {
        return lookingUp(new OnnxGraph().node("Shape", List.of(INPUT), List.of("index")), "Add");
    }

    /** A linear model that looks up an index in a table of five zeros, and fails beyond it. */
    private static byte[] lookingUp(OnnxGraph index, String combination) {
        return index.node("Gather", List.of("table", "index"), List.of("gathered"), "axis", 1)
                .node("ReduceSum", List.of("gathered"), List.of("sum"), "keepdims", 0)
                .node("Gemm", List.of(INPUT, "w"), List.of("linear"))
                .node(combination, List.of("linear", "sum"), List.of(SCORE))
                .weights("table", 1, 5, 0, 0, 0, 0, 0)
                .weights("w", 3, 1, 1, 10, 100)
                .input(INPUT, FLOAT, 3)
                .output(SCORE, FLOAT, 1)
                .build();
    }

    /** A label as int64, the score as double in column 1 of two, a flat float, and an output without columns. */
    public static byte[] manyOutputs() {
        return new OnnxGraph()
                .node("Gemm", List.of(INPUT, "w"), List.of("both"))
                .node("Cast", List.of("both"), List.of("probabilities"), "to", DOUBLE)
                .node("ArgMax", List.of("both"), List.of("label"), "axis", 1, "keepdims", 0)
                .node("ReduceMax", List.of("both"), List.of("most"), "axes", new long[] {1}, "keepdims", 0)
                .node("MatMul", List.of(INPUT, "nothing"), List.of("none"))
                .weights("w", 3, 2, 1, 2, 0, 0, 0, 0)
                .weights("nothing", 3, 0)
                .input(INPUT, FLOAT, 3)
                .flatOutput("label", INT64)
                .output("probabilities", DOUBLE, 2)
                .flatOutput("most", FLOAT)
                .output("none", FLOAT, 0)
                .build();
    }

    /** What scikit-learn's converter makes by default: probabilities in a sequence of maps. */
    public static byte[] zipMap() {
        return new OnnxGraph()
                .node("Gemm", List.of(INPUT, "w"), List.of("both"))
                .node("ai.onnx.ml", "ZipMap", List.of("both"), List.of(SCORE), "classlabels_int64s", new long[] {0, 1})
                .weights("w", 3, 2, 1, 2, 0, 0, 0, 0)
                .input(INPUT, FLOAT, 3)
                .mapOutput(SCORE)
                .build();
    }

    /** A network of 30-64-64-1 with random weights. */
    public static byte[] network() {
        var random = new Random(7);
        return new OnnxGraph()
                .node("Gemm", List.of(INPUT, "w1"), List.of("h1"))
                .node("Relu", List.of("h1"), List.of("r1"))
                .node("Gemm", List.of("r1", "w2"), List.of("h2"))
                .node("Relu", List.of("h2"), List.of("r2"))
                .node("Gemm", List.of("r2", "w3"), List.of("h3"))
                .node("Sigmoid", List.of("h3"), List.of(SCORE))
                .weights("w1", 30, 64, weights(random, 30 * 64))
                .weights("w2", 64, 64, weights(random, 64 * 64))
                .weights("w3", 64, 1, weights(random, 64))
                .input(INPUT, FLOAT, 30)
                .output(SCORE, FLOAT, 1)
                .build();
    }

    private static float[] weights(Random random, int count) {
        var weights = new float[count];
        for (var i = 0; i < count; i++) {
            weights[i] = (float) random.nextGaussian() / 8;
        }
        return weights;
    }
}
