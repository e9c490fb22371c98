package io.sluicegate.bench.scoring;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT8;

import io.sluicegate.bench.onnx.TreeEnsemble;
import io.sluicegate.bundle.onnx.OnnxMaker;
import java.util.List;
import java.util.Random;

/** The graphs of the models that are measured. */
public final class Graphs {
    static final String MATRIX = "features";
    static final String TEXTS = "categories";
    static final String IMAGE = "image";
    public static final String OUTPUT = "score";

    /** The matrix with all columns, from which a network goes on. */
    private static final String COLUMNS = "columns";

    private static final long SEED = 7;
    private static final int TREES = 500;
    private static final int DEPTH = 6;
    private static final int HIDDEN = 4;
    private static final int HIDDEN_UNITS = 32;
    private static final int CLASSES = 10;

    private Graphs() {}

    /** One matrix. */
    static OnnxMaker matrix(int columns) {
        return new OnnxMaker().input(MATRIX, FLOAT32, ANY, columns).node("Identity", List.of(MATRIX), List.of(COLUMNS));
    }

    /** An input for each column. */
    static OnnxMaker columns(List<String> names) {
        var graph = new OnnxMaker();
        names.forEach(name -> graph.input(name, FLOAT32, ANY, 1));
        return graph.node("Concat", names, List.of(COLUMNS), "axis", 1);
    }

    /** Two hidden layers with ReLU, and a sigmoid at the end. */
    static byte[] network(OnnxMaker graph, int hidden) {
        var random = new Random(SEED);
        layer(graph, COLUMNS, "first", BenchFeatures.COUNT, hidden, random);
        graph.node("Relu", List.of("first"), List.of("active1"));
        layer(graph, "active1", "second", hidden, hidden, random);
        graph.node("Relu", List.of("second"), List.of("active2"));
        layer(graph, "active2", "sum", hidden, 1, random);
        return answer(graph);
    }

    private static void layer(OnnxMaker graph, String input, String output, int rows, int columns, Random random) {
        graph.weights(output + ".weights", new long[] {rows, columns}, normal(rows * columns, rows, random))
                .weights(output + ".bias", new long[] {1, columns}, normal(columns, rows, random))
                .node("Gemm", List.of(input, output + ".weights", output + ".bias"), List.of(output));
    }

    private static double[] normal(int count, int rows, Random random) {
        return random.doubles(count, -1, 1)
                .map(value -> value / Math.sqrt(rows))
                .toArray();
    }

    private static byte[] answer(OnnxMaker graph) {
        return graph.output(OUTPUT, FLOAT32, ANY, 1)
                .node("Sigmoid", List.of("sum"), List.of(OUTPUT))
                .make();
    }

    /** Strings, one-hot encoded, beside numbers, to one linear layer. */
    static byte[] categories(int numbers, int texts) {
        var graph = new OnnxMaker()
                .input(MATRIX, FLOAT32, ANY, numbers)
                .input(TEXTS, STRING, ANY, texts)
                .ml(
                        "OneHotEncoder",
                        List.of(TEXTS),
                        List.of("hot"),
                        "cats_strings",
                        BenchFeatures.CATEGORIES.toArray(String[]::new),
                        "zeros",
                        1)
                .node("Flatten", List.of("hot"), List.of("flat"), "axis", 1)
                .node("Concat", List.of(MATRIX, "flat"), List.of(COLUMNS), "axis", 1);
        layer(graph, COLUMNS, "sum", numbers + texts * BenchFeatures.CATEGORIES.size(), 1, new Random(SEED));
        return answer(graph);
    }

    /** Eight filters of 3×3, the mean of each, and one linear layer. */
    static byte[] image() {
        var random = new Random(SEED);
        var graph = new OnnxMaker()
                .input(IMAGE, UINT8, ANY, 28, 28)
                .node("Cast", List.of(IMAGE), List.of("pixels"), "to", FLOAT32)
                .integers("form", new long[] {4}, -1, 1, 28, 28)
                .node("Reshape", List.of("pixels", "form"), List.of("canvas"))
                .weights("filters", new long[] {8, 1, 3, 3}, normal(72, 255 * 255, random))
                .node("Conv", List.of("canvas", "filters"), List.of("filtered"))
                .node("Relu", List.of("filtered"), List.of("active"))
                .node("GlobalAveragePool", List.of("active"), List.of("means"))
                .node("Flatten", List.of("means"), List.of(COLUMNS), "axis", 1);
        layer(graph, COLUMNS, "sum", 8, 1, random);
        return answer(graph);
    }

    /** Four hidden layers, and the probabilities of ten classes. */
    static byte[] classes() {
        var random = new Random(SEED);
        var graph = new OnnxMaker().input(MATRIX, FLOAT32, ANY, BenchFeatures.VECTOR_LENGTH);
        var last = MATRIX;
        int width = BenchFeatures.VECTOR_LENGTH;
        for (int number = 1; number <= HIDDEN; number++) {
            layer(graph, last, "sum" + number, width, HIDDEN_UNITS, random);
            graph.node("Relu", List.of("sum" + number), List.of("active" + number));
            last = "active" + number;
            width = HIDDEN_UNITS;
        }
        layer(graph, last, "sums", width, CLASSES, random);
        return graph.output(OUTPUT, FLOAT32, ANY, CLASSES)
                .node("Softmax", List.of("sums"), List.of(OUTPUT), "axis", 1)
                .make();
    }

    /** Full trees, as boosting makes them. */
    static byte[] forest() {
        var graph = new OnnxMaker().input(MATRIX, FLOAT32, ANY, BenchFeatures.COUNT);
        graph.ml(
                "TreeEnsembleRegressor",
                List.of(MATRIX),
                List.of("sum"),
                TreeEnsemble.attributes(TREES, DEPTH, boosted(new Random(SEED))));
        return answer(graph);
    }

    private static TreeEnsemble.Growth boosted(Random random) {
        return new TreeEnsemble.Growth() {
            @Override
            public int feature(int tree, int node) {
                return random.nextInt(BenchFeatures.COUNT);
            }

            @Override
            public float threshold() {
                return (float) (random.nextDouble() * 4 - 2);
            }

            @Override
            public float weight() {
                return (float) ((random.nextDouble() - 0.5) / 10);
            }
        };
    }
}
