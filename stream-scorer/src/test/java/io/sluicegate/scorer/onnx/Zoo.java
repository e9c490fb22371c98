package io.sluicegate.scorer.onnx;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.BFLOAT16;
import static io.sluicegate.bundle.onnx.OnnxMaker.BOOL;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT16;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT16;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT8;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT16;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Small models of all kinds of signatures, each with rows to score. */
final class Zoo {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] WORDS = {"red", "green", "blue", "käse", ""};

    private Zoo() {}

    /**
     * A model.
     *
     * @param call the number of rows that a call of the model must have; 0 if any number will do
     */
    record Animal(String name, byte[] model, List<In> inputs, Output output, int call, boolean oneByOne) {
        Manifest manifest() {
            var features = inputs.stream()
                    .flatMap(input -> input.features().stream()
                            .map(feature -> new NeededFeature(
                                    feature, input.type() == ElementType.STRING ? Type.STRING : Type.DOUBLE)))
                    .toList();
            return new Manifest(
                    "zoo", "1", "f", features, inputs.stream().map(In::input).toList(), output, Instant.EPOCH, "");
        }

        ObjectNode row(Random random) {
            var row = JSON.objectNode();
            inputs.forEach(input -> row.set(input.name(), input.value(random)));
            return row;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An input: its type, and the shape of a row. */
    record In(String name, ElementType type, boolean batched, boolean isDeclared, long... row) {
        In(String name, int type, long... row) {
            this(name, type, true, false, row);
        }

        In(String name, int type, boolean batched, boolean isDeclared, long... row) {
            this(name, ElementType.ofOnnx(type).orElseThrow(), batched, isDeclared, row);
        }

        int elements() {
            return Math.toIntExact(Arrays.stream(row).reduce(1, (a, b) -> a * b));
        }

        List<String> features() {
            return IntStream.range(0, elements()).mapToObj(i -> name + "." + i).toList();
        }

        Input input() {
            var shape = isDeclared ? Optional.of(Arrays.stream(row).boxed().toList()) : Optional.<List<Long>>empty();
            return new Input(name, type, features(), shape, batched, Missing.of(type));
        }

        JsonNode value(Random random) {
            return value(random, 0);
        }

        private JsonNode value(Random random, int axis) {
            if (axis == row.length) {
                return element(random);
            }
            var array = JSON.arrayNode();
            for (var i = 0; i < row[axis]; i++) {
                array.add(value(random, axis + 1));
            }
            return array;
        }

        private JsonNode element(Random random) {
            return switch (type.kind()) {
                case FLOATING -> JSON.numberNode(random.nextInt(17) / 8.0 - 1); // exact in each type
                case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
                case TEXT -> JSON.textNode(WORDS[random.nextInt(WORDS.length)]);
                default ->
                    JSON.numberNode(
                            random.nextInt(4) == 0
                                    ? type.largest()
                                    : random.nextInt(100) + Math.max(-50, type.smallest()));
            };
        }
    }

    static Animal animal(String name, OnnxMaker model, List<In> inputs, Output output) {
        return new Animal(name, model.make(), inputs, output, 0, false);
    }

    static Output score(String output) {
        return Output.score(output, 0, OptionalDouble.empty());
    }

    static Output label(String output) {
        return new Output(
                Optional.empty(), Optional.of(output), Optional.empty(), OptionalDouble.empty(), Optional.empty());
    }

    static List<Animal> animals() {
        var all = new ArrayList<Animal>();
        types(all);
        signatures(all);
        batches(all);
        outputs(all);
        learners(all);
        all.addAll(ForeignZoo.animals());
        return all;
    }

    private static String text(int type) {
        return ElementType.ofOnnx(type).orElseThrow().text();
    }

    /** One input of each type. */
    private static void types(List<Animal> all) {
        for (var type :
                List.of(FLOAT32, FLOAT64, FLOAT16, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL)) {
            all.add(animal(
                    "sum of " + text(type),
                    new OnnxMaker()
                            .input("x", type, ANY, 3)
                            .node("Cast", List.of("x"), List.of("double"), "to", FLOAT64)
                            .node("ReduceSum", List.of("double", "axes"), List.of("y"), "keepdims", 1)
                            .integers("axes", new long[] {1}, 1)
                            .output("y", FLOAT64, ANY, 1),
                    List.of(new In("x", type, 3)),
                    score("y")));
            all.add(animal(
                    "echo of " + text(type),
                    new OnnxMaker()
                            .input("x", type, ANY, 2)
                            .node("Identity", List.of("x"), List.of("y"))
                            .output("y", type, ANY, 2),
                    List.of(new In("x", type, 2)),
                    score("y")));
        }
        all.add(animal(
                "echo of strings",
                new OnnxMaker()
                        .input("x", STRING, ANY, 2)
                        .node("Identity", List.of("x"), List.of("y"))
                        .output("y", STRING, ANY, 2),
                List.of(new In("x", STRING, 2)),
                label("y")));
        all.add(animal(
                "bfloat16",
                new OnnxMaker()
                        .opset(13)
                        .input("x", BFLOAT16, ANY, 3)
                        .node("Cast", List.of("x"), List.of("y"), "to", FLOAT32)
                        .output("y", FLOAT32, ANY, 3),
                List.of(new In("x", BFLOAT16, 3)),
                score("y")));
    }

    private static OnnxMaker gemm(OnnxMaker model, String from, String to) {
        return model.weights("w" + to, new long[] {3, 1}, 1, 10, 100)
                .node("MatMul", List.of(from, "w" + to), List.of(to));
    }

    /** Shapes and numbers of inputs. */
    private static void signatures(List<Animal> all) {
        all.add(animal(
                "a column for each feature",
                new OnnxMaker()
                        .input("age", FLOAT32, ANY, 1)
                        .input("income", FLOAT64, ANY, 1)
                        .input("visits", INT64, ANY, 1)
                        .input("member", BOOL, ANY, 1)
                        .input("color", STRING, ANY, 1)
                        .node("Cast", List.of("income"), List.of("i"), "to", FLOAT32)
                        .node("Cast", List.of("visits"), List.of("v"), "to", FLOAT32)
                        .node("Cast", List.of("member"), List.of("m"), "to", FLOAT32)
                        .ml(
                                "LabelEncoder",
                                List.of("color"),
                                List.of("c"),
                                "keys_strings",
                                new String[] {"red", "green", "blue"},
                                "values_floats",
                                new float[] {1, 2, 3},
                                "default_float",
                                -1f)
                        .node("Concat", List.of("age", "i", "v", "m", "c"), List.of("all"), "axis", 1)
                        .node("ReduceMean", List.of("all"), List.of("y"), "axes", new long[] {1})
                        .output("y", FLOAT32, ANY, 1),
                List.of(
                        new In("age", FLOAT32, 1),
                        new In("income", FLOAT64, 1),
                        new In("visits", INT64, 1),
                        new In("member", BOOL, 1),
                        new In("color", STRING, 1)),
                score("y")));
        all.add(animal(
                "thirty inputs",
                thirty(),
                IntStream.range(0, 30)
                        .mapToObj(i -> new In("x" + i, FLOAT32, 1))
                        .toList(),
                score("y")));
        all.add(animal(
                "an image, channels first",
                new OnnxMaker()
                        .input("image", FLOAT32, ANY, 1, 6, 6)
                        .weights(
                                "kernel",
                                new long[] {2, 1, 3, 3},
                                IntStream.range(0, 18)
                                        .mapToDouble(i -> i / 18.0 - 0.5)
                                        .toArray())
                        .node("Conv", List.of("image", "kernel"), List.of("conv"))
                        .node("Relu", List.of("conv"), List.of("relu"))
                        .node("GlobalAveragePool", List.of("relu"), List.of("pool"))
                        .node("Flatten", List.of("pool"), List.of("y"))
                        .output("y", FLOAT32, ANY, 2),
                List.of(new In("image", FLOAT32, 1, 6, 6)),
                score("y")));
        all.add(animal(
                "an image whose lengths the manifest names",
                new OnnxMaker()
                        .input("image", UINT8, ANY, ANY, ANY, 3)
                        .node("Cast", List.of("image"), List.of("float"), "to", FLOAT32)
                        .node("ReduceMean", List.of("float"), List.of("y"), "axes", new long[] {1, 2}, "keepdims", 0)
                        .output("y", FLOAT32, ANY, 3),
                List.of(new In("image", UINT8, true, true, 4, 5, 3)),
                score("y")));
        all.add(animal(
                "one value a row",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY)
                        .node("Exp", List.of("x"), List.of("y"))
                        .output("y", FLOAT32, ANY),
                List.of(new In("x", FLOAT32)),
                score("y")));
        all.add(animal(
                "an input of unknown rank",
                gemm(new OnnxMaker().inputOfAnyShape("x", FLOAT32), "x", "y").output("y", FLOAT32, ANY, 1),
                List.of(new In("x", FLOAT32, 3)),
                score("y")));
        all.add(animal(
                "an open number of columns",
                gemm(new OnnxMaker().input("x", FLOAT32, ANY, ANY), "x", "y").output("y", FLOAT32, ANY, 1),
                List.of(new In("x", FLOAT32, 3)),
                score("y")));
        all.add(animal(
                "a default that isn't fed",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 1)
                        .input("factor", FLOAT32, 1)
                        .weights("factor", new long[] {1}, 3)
                        .node("Mul", List.of("x", "factor"), List.of("y"))
                        .output("y", FLOAT32, ANY, 1),
                List.of(new In("x", FLOAT32, 1)),
                score("y")));
        all.add(animal(
                "sequences of words",
                new OnnxMaker()
                        .input("words", INT64, ANY, 4)
                        .weights(
                                "table",
                                new long[] {200, 2},
                                IntStream.range(0, 400)
                                        .mapToDouble(i -> i / 400.0)
                                        .toArray())
                        .integers("size", new long[] {1}, 200)
                        .node("Mod", List.of("words", "size"), List.of("word"))
                        .node("Gather", List.of("table", "word"), List.of("embedded"))
                        .node("ReduceMean", List.of("embedded"), List.of("y"), "axes", new long[] {1}, "keepdims", 0)
                        .output("y", FLOAT32, ANY, 2),
                List.of(new In("words", INT64, 4)),
                score("y")));
    }

    private static OnnxMaker thirty() {
        var model = new OnnxMaker();
        IntStream.range(0, 30).forEach(i -> model.input("x" + i, FLOAT32, ANY, 1));
        return model.node("Sum", IntStream.range(0, 30).mapToObj(i -> "x" + i).toList(), List.of("y"))
                .output("y", FLOAT32, ANY, 1);
    }

    /** Fixed, absent and deceptive batch axes. */
    private static void batches(List<Animal> all) {
        for (var rows : List.of(1, 8)) {
            all.add(new Animal(
                    "always " + rows + " rows",
                    gemm(new OnnxMaker().input("x", FLOAT32, rows, 3), "x", "y")
                            .output("y", FLOAT32, rows, 1)
                            .make(),
                    List.of(new In("x", FLOAT32, 3)),
                    score("y"),
                    rows,
                    false));
        }
        all.add(new Animal(
                "always 4 rows of words and numbers",
                new OnnxMaker()
                        .input("word", STRING, 4, 1)
                        .input("n", UINT32, 4)
                        .node("Identity", List.of("word"), List.of("echo"))
                        .node("Cast", List.of("n"), List.of("y"), "to", FLOAT64)
                        .output("echo", STRING, 4, 1)
                        .output("y", FLOAT64, 4)
                        .make(),
                List.of(new In("word", STRING, 1), new In("n", UINT32)),
                score("y"),
                4,
                false));
        all.add(new Animal(
                "no batch axis",
                new OnnxMaker()
                        .input("x", FLOAT32, 3)
                        .weights("w", new long[] {3, 2}, 1, 2, 10, 20, 100, 200)
                        .node("MatMul", List.of("x", "w"), List.of("y"))
                        .output("y", FLOAT32, 2)
                        .make(),
                List.of(new In("x", FLOAT32, false, false, 3)),
                score("y"),
                1,
                false));
        all.add(new Animal(
                "scalars",
                new OnnxMaker()
                        .input("a", FLOAT32)
                        .input("b", INT64)
                        .node("Cast", List.of("b"), List.of("f"), "to", FLOAT32)
                        .node("Add", List.of("a", "f"), List.of("y"))
                        .output("y", FLOAT32)
                        .make(),
                List.of(new In("a", FLOAT32, false, false), new In("b", INT64, false, false)),
                score("y"),
                1,
                false));
        all.add(new Animal(
                "a batch beside a setting",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .input("temperature", FLOAT32, 1)
                        .node("Div", List.of("x", "temperature"), List.of("z"))
                        .node("Tanh", List.of("z"), List.of("y"))
                        .output("y", FLOAT32, ANY, 2)
                        .make(),
                List.of(new In("x", FLOAT32, 2), new In("temperature", FLOAT32, false, false, 1)),
                score("y"),
                1,
                false));
        all.add(new Animal(
                "the mean of its batch",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .node("ReduceMean", List.of("x"), List.of("mean"), "axes", new long[] {0})
                        .node("Sub", List.of("x", "mean"), List.of("rest"))
                        .node("Add", List.of("rest", "mean"), List.of("same"))
                        .node("Add", List.of("same", "mean"), List.of("y"))
                        .output("y", FLOAT32, ANY, 2)
                        .make(),
                List.of(new In("x", FLOAT32, 2)),
                score("y"),
                0,
                true));
        all.add(new Animal(
                "one answer for its batch",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .node("ReduceMax", List.of("x"), List.of("y"), "axes", new long[] {0}, "keepdims", 1)
                        .output("y", FLOAT32, 1, 2)
                        .make(),
                List.of(new In("x", FLOAT32, 2)),
                score("y"),
                0,
                true));
        all.add(new Animal(
                "a shape that only one row has",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 4)
                        .integers("shape", new long[] {3}, 1, 2, 2)
                        .node("Reshape", List.of("x", "shape"), List.of("y"))
                        .output("y", FLOAT32, ANY, 2, 2)
                        .make(),
                List.of(new In("x", FLOAT32, 4)),
                score("y"),
                0,
                true));
    }

    /** Outputs of all kinds. */
    private static void outputs(List<Animal> all) {
        all.add(animal(
                "many outputs",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 4)
                        .integers("shape", new long[] {3}, -1, 2, 2)
                        .integers("one", new long[] {1}, 1)
                        .weights("zero", new long[] {1}, 0)
                        .node("Identity", List.of("x"), List.of("vector"))
                        .node("Reshape", List.of("x", "shape"), List.of("matrix"))
                        .node("ReduceSum", List.of("x", "one"), List.of("scalar"), "keepdims", 0)
                        .node("Greater", List.of("x", "zero"), List.of("positive"))
                        .node("ArgMax", List.of("x"), List.of("best"), "axis", 1, "keepdims", 0)
                        .node("Cast", List.of("x"), List.of("half"), "to", FLOAT16)
                        .node("Abs", List.of("x"), List.of("abs"))
                        .node("Cast", List.of("abs"), List.of("small"), "to", UINT8)
                        .node("Cast", List.of("abs"), List.of("large"), "to", UINT64)
                        .node("Cast", List.of("x"), List.of("text"), "to", STRING)
                        .output("vector", FLOAT32, ANY, 4)
                        .output("matrix", FLOAT32, ANY, 2, 2)
                        .output("scalar", FLOAT32, ANY)
                        .output("positive", BOOL, ANY, 4)
                        .output("best", INT64, ANY)
                        .output("half", FLOAT16, ANY, 4)
                        .output("small", UINT8, ANY, 4)
                        .output("large", UINT64, ANY, 4)
                        .output("text", STRING, ANY, 4),
                List.of(new In("x", FLOAT32, 4)),
                new Output(
                        Optional.of(new Manifest.Score("vector", new Manifest.Place.Highest())),
                        Optional.of("best"),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty())));
        all.add(animal(
                "not a number",
                new OnnxMaker()
                        .input("x", FLOAT64, ANY, 2)
                        .node("Log", List.of("x"), List.of("y"))
                        .output("y", FLOAT64, ANY, 2),
                List.of(new In("x", FLOAT64, 2)),
                score("y")));
        all.add(new Animal(
                "a sequence beside the score",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .node("SplitToSequence", List.of("x"), List.of("parts"), "axis", 0)
                        .node("Neg", List.of("x"), List.of("y"))
                        .sequenceOutput("parts")
                        .output("y", FLOAT32, ANY, 2)
                        .make(),
                List.of(new In("x", FLOAT32, 2)),
                score("y"),
                0,
                true));
    }

    private static Output classifier(String probabilities, Manifest.Place place) {
        return new Output(
                Optional.of(new Manifest.Score(probabilities, place)),
                Optional.of("label"),
                Optional.of(new Manifest.Probabilities(probabilities, List.of())),
                OptionalDouble.of(0.5),
                Optional.empty());
    }

    private static OnnxMaker linear(boolean strings) {
        return new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .ml(
                        "LinearClassifier",
                        List.of("x"),
                        List.of("label", "raw"),
                        "coefficients",
                        new float[] {1, 2, -1, 0.5f, 0, -2},
                        "intercepts",
                        new float[] {0.1f, 0.2f, -0.3f},
                        "multi_class",
                        1,
                        "post_transform",
                        "SOFTMAX",
                        strings ? "classlabels_strings" : "classlabels_ints",
                        strings ? new String[] {"setosa", "käse", "virginica"} : new long[] {0, 1, 10})
                .output("label", strings ? STRING : INT64, ANY);
    }

    private static OnnxMaker forest(String type) {
        var classifier = type.endsWith("Classifier");
        var prefix = classifier ? "class" : "target";
        var model = new OnnxMaker().input("x", FLOAT32, ANY, 2);
        var attributes = new ArrayList<Object>(List.of(
                "nodes_treeids",
                new long[] {0, 0, 0, 0, 0},
                "nodes_nodeids",
                new long[] {0, 1, 2, 3, 4},
                "nodes_featureids",
                new long[] {0, 1, 0, 0, 0},
                "nodes_values",
                new float[] {0.25f, -0.5f, 0, 0, 0},
                "nodes_modes",
                new String[] {"BRANCH_LEQ", "BRANCH_LT", "LEAF", "LEAF", "LEAF"},
                "nodes_truenodeids",
                new long[] {1, 3, 0, 0, 0},
                "nodes_falsenodeids",
                new long[] {2, 4, 0, 0, 0},
                prefix + "_treeids",
                new long[] {0, 0, 0},
                prefix + "_nodeids",
                new long[] {2, 3, 4},
                prefix + "_ids",
                new long[] {0, 0, 0},
                prefix + "_weights",
                new float[] {0.9f, 0.2f, 0.6f}));
        if (classifier) {
            attributes.addAll(List.of("classlabels_int64s", new long[] {0, 1}));
            return model.ml(type, List.of("x"), List.of("label", "raw"), attributes.toArray())
                    .output("label", INT64, ANY);
        }
        attributes.addAll(List.of("n_targets", 1));
        return model.ml(type, List.of("x"), List.of("y"), attributes.toArray()).output("y", FLOAT32, ANY, 1);
    }

    /** What libraries of classical machine learning export. */
    private static void learners(List<Animal> all) {
        var x = List.of(new In("x", FLOAT32, 2));
        all.add(animal(
                "a linear classifier",
                linear(false).output("raw", FLOAT32, ANY, 3),
                x,
                classifier("raw", new Manifest.Place.Index(2))));
        all.add(animal(
                "a classifier with ZipMap",
                linear(false)
                        .ml("ZipMap", List.of("raw"), List.of("map"), "classlabels_int64s", new long[] {0, 1, 10})
                        .mapOutput("map", INT64),
                x,
                classifier("map", new Manifest.Place.Key("10"))));
        all.add(animal(
                "a classifier of strings with ZipMap",
                linear(true)
                        .ml("ZipMap", List.of("raw"), List.of("map"), "classlabels_strings", new String[] {
                            "setosa", "käse", "virginica"
                        })
                        .mapOutput("map", STRING),
                x,
                classifier("map", new Manifest.Place.Highest())));
        all.add(animal(
                "a tree with ZipMap",
                forest("TreeEnsembleClassifier")
                        .ml("ZipMap", List.of("raw"), List.of("map"), "classlabels_int64s", new long[] {0, 1})
                        .mapOutput("map", INT64),
                x,
                classifier("map", new Manifest.Place.Key("1"))));
        all.add(animal("a tree", forest("TreeEnsembleRegressor"), x, score("y")));
        all.add(animal(
                "scaled and imputed",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .ml(
                                "Imputer",
                                List.of("x"),
                                List.of("filled"),
                                "imputed_value_floats",
                                new float[] {7, 8},
                                "replaced_value_float",
                                Float.NaN)
                        .ml(
                                "Scaler",
                                List.of("filled"),
                                List.of("scaled"),
                                "offset",
                                new float[] {1, 2},
                                "scale",
                                new float[] {0.5f, 0.25f})
                        .ml("Normalizer", List.of("scaled"), List.of("y"), "norm", "L2")
                        .output("y", FLOAT32, ANY, 2),
                x,
                score("y")));
        all.add(animal(
                "one-hot words",
                new OnnxMaker()
                        .input("word", STRING, ANY, 1)
                        .ml(
                                "OneHotEncoder",
                                List.of("word"),
                                List.of("hot"),
                                "cats_strings",
                                new String[] {"red", "green", "käse"},
                                "zeros",
                                1)
                        .node("Flatten", List.of("hot"), List.of("y"))
                        .output("y", FLOAT32, ANY, 3),
                List.of(new In("word", STRING, 1)),
                score("y")));
        all.add(animal(
                "words to classes",
                new OnnxMaker()
                        .input("word", STRING, ANY)
                        .ml(
                                "LabelEncoder",
                                List.of("word"),
                                List.of("class"),
                                "keys_strings",
                                new String[] {"red", "green"},
                                "values_strings",
                                new String[] {"warm", "calm"},
                                "default_string",
                                "unknown")
                        .output("class", STRING, ANY),
                List.of(new In("word", STRING)),
                label("class")));
        all.add(animal(
                "an early operator set",
                new OnnxMaker()
                        .opset(9)
                        .input("x", FLOAT32, ANY, 2)
                        .weights("w", new long[] {2, 1}, 1, -1)
                        .weights("b", new long[] {1}, 0.5)
                        .node("Gemm", List.of("x", "w", "b"), List.of("g"))
                        .node("Sigmoid", List.of("g"), List.of("y"))
                        .output("y", FLOAT32, ANY, 1),
                x,
                score("y")));
    }
}
