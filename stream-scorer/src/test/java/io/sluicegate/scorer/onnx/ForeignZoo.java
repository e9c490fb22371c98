package io.sluicegate.scorer.onnx;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.BFLOAT16;
import static io.sluicegate.bundle.onnx.OnnxMaker.BOOL;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT16;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT8;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT8;
import static io.sluicegate.scorer.onnx.Zoo.animal;
import static io.sluicegate.scorer.onnx.Zoo.label;
import static io.sluicegate.scorer.onnx.Zoo.score;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.platform.Fp16Conversions;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import io.sluicegate.scorer.onnx.Zoo.In;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Models with the nodes that exporters of known libraries write, and optimised ones. */
final class ForeignZoo {
    private static final String[] COLORS = {"red", "green", "blue", "käse", ""};

    private ForeignZoo() {}

    static List<Animal> animals() {
        var all = new ArrayList<Animal>();
        scikitLearn(all);
        boosters(all);
        networks(all);
        axes(all);
        outputs(all);
        optimised(all);
        return all;
    }

    private static double[] numbers(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> (i * 7 % 17) / 17.0 - 0.5)
                .toArray();
    }

    private static float[] floats(int count) {
        var floats = new float[count];
        for (var i = 0; i < count; i++) {
            floats[i] = (i * 7 % 17) / 17f - 0.5f;
        }
        return floats;
    }

    /** As skl2onnx exports pipelines. */
    private static void scikitLearn(List<Animal> all) {
        all.add(animal(
                "a column transformer of five columns",
                new OnnxMaker()
                        .input("age", FLOAT32, ANY, 1)
                        .input("fare", FLOAT32, ANY, 1)
                        .input("embarked", STRING, ANY, 1)
                        .input("sex", STRING, ANY, 1)
                        .input("pclass", INT64, ANY, 1)
                        .node("Concat", List.of("age", "fare"), List.of("numbers"), "axis", 1)
                        .ml(
                                "Imputer",
                                List.of("numbers"),
                                List.of("imputed"),
                                "imputed_value_floats",
                                new float[] {29, 14},
                                "replaced_value_float",
                                Float.NaN)
                        .ml(
                                "Scaler",
                                List.of("imputed"),
                                List.of("scaled"),
                                "offset",
                                new float[] {29, 32},
                                "scale",
                                new float[] {0.07f, 0.02f})
                        .ml("OneHotEncoder", List.of("embarked"), List.of("hot1"), "cats_strings", COLORS, "zeros", 1)
                        .ml("OneHotEncoder", List.of("sex"), List.of("hot2"), "cats_strings", COLORS, "zeros", 0)
                        .node("Cast", List.of("pclass"), List.of("classes"), "to", FLOAT32)
                        .integers("flat5", new long[] {2}, -1, 5)
                        .node("Reshape", List.of("hot1", "flat5"), List.of("column1"))
                        .node("Reshape", List.of("hot2", "flat5"), List.of("column2"))
                        .node("Concat", List.of("scaled", "column1", "column2", "classes"), List.of("all"), "axis", -1)
                        .ml(
                                "LinearClassifier",
                                List.of("all"),
                                List.of("label", "raw"),
                                "coefficients",
                                floats(26),
                                "intercepts",
                                new float[] {0.25f, -0.25f},
                                "classlabels_ints",
                                new long[] {0, 1},
                                "multi_class",
                                0,
                                "post_transform",
                                "LOGISTIC")
                        .ml("Normalizer", List.of("raw"), List.of("normal"), "norm", "L1")
                        .node("Cast", List.of("label"), List.of("output_label"), "to", INT64)
                        .ml(
                                "ZipMap",
                                List.of("normal"),
                                List.of("output_probability"),
                                "classlabels_int64s",
                                new long[] {0, 1})
                        .output("output_label", INT64, ANY)
                        .mapOutput("output_probability", INT64),
                List.of(
                        new In("age", FLOAT32, 1),
                        new In("fare", FLOAT32, 1),
                        new In("embarked", STRING, 1),
                        new In("sex", STRING, 1),
                        new In("pclass", INT64, 1)),
                label("output_label")));
        all.add(animal(
                "columns taken out of a matrix",
                new OnnxMaker()
                        .input("X", FLOAT32, ANY, 4)
                        .integers("first", new long[] {2}, 0, 2)
                        .integers("second", new long[] {1}, 3)
                        .ml("ArrayFeatureExtractor", List.of("X", "first"), List.of("a"))
                        .ml("ArrayFeatureExtractor", List.of("X", "second"), List.of("b"))
                        .ml("Binarizer", List.of("b"), List.of("binary"), "threshold", 0.25f)
                        .node("Concat", List.of("a", "binary"), List.of("variable"), "axis", 1)
                        .output("variable", FLOAT32, ANY, 3),
                List.of(new In("X", FLOAT32, 4)),
                score("variable")));
        all.add(animal(
                "a linear model in double precision",
                new OnnxMaker()
                        .input("X", FLOAT64, ANY, 3)
                        .node("Cast", List.of("weights"), List.of("precise"), "to", FLOAT64)
                        .weights("weights", new long[] {3, 1}, 0.1, 0.2, 0.3)
                        .node("MatMul", List.of("X", "precise"), List.of("variable"))
                        .output("variable", FLOAT64, ANY, 1),
                List.of(new In("X", FLOAT64, 3)),
                score("variable")));
        all.add(animal(
                "a support vector machine",
                new OnnxMaker()
                        .input("X", FLOAT32, ANY, 2)
                        .ml(
                                "SVMRegressor",
                                List.of("X"),
                                List.of("y"),
                                "coefficients",
                                new float[] {1, -0.5f},
                                "kernel_params",
                                new float[] {0.5f, 0, 3},
                                "kernel_type",
                                "RBF",
                                "n_supports",
                                2,
                                "rho",
                                new float[] {0.125f},
                                "support_vectors",
                                new float[] {0.25f, 0.5f, -0.5f, 1})
                        .output("y", FLOAT32, ANY, 1),
                List.of(new In("X", FLOAT32, 2)),
                score("y")));
        all.add(animal(
                "words counted",
                new OnnxMaker()
                        .input("words", STRING, ANY, 3)
                        .node(
                                "TfIdfVectorizer",
                                List.of("words"),
                                List.of("counts"),
                                "max_gram_length",
                                1,
                                "max_skip_count",
                                0,
                                "min_gram_length",
                                1,
                                "mode",
                                "TF",
                                "ngram_counts",
                                new long[] {0},
                                "ngram_indexes",
                                new long[] {0, 1},
                                "pool_strings",
                                new String[] {"red", "käse"})
                        .output("counts", FLOAT32, ANY, 2),
                List.of(new In("words", STRING, 3)),
                score("counts")));
    }

    /** As onnxmltools exports XGBoost and LightGBM, and Hummingbird forests as matrices. */
    private static void boosters(List<Animal> all) {
        all.add(animal(
                "boosted trees of XGBoost",
                trees(new OnnxMaker().input("input", FLOAT32, ANY, 2), "input", "probabilities")
                        .output("label", INT64, ANY)
                        .output("probabilities", FLOAT32, ANY, 2),
                List.of(new In("input", FLOAT32, 2)),
                label("label")));
        all.add(animal(
                "boosted trees of LightGBM",
                trees(new OnnxMaker().input("input", FLOAT32, ANY, 2), "input", "raw")
                        .node("Cast", List.of("raw"), List.of("probability_tensor"), "to", FLOAT32)
                        .ml(
                                "ZipMap",
                                List.of("probability_tensor"),
                                List.of("probabilities"),
                                "classlabels_int64s",
                                new long[] {0, 1})
                        .output("label", INT64, ANY)
                        .mapOutput("probabilities", INT64),
                List.of(new In("input", FLOAT32, 2)),
                label("label")));
        all.add(animal(
                "a tree as matrices",
                new OnnxMaker()
                        .input("input_0", FLOAT32, ANY, 2)
                        .weights("A", new long[] {2, 2}, 1, 0, 0, 1)
                        .weights("B", new long[] {2}, 0.25, -0.5)
                        .weights("C", new long[] {2, 3}, 1, 1, -1, 1, -1, 0)
                        .weights("D", new long[] {3}, 2, 1, 0)
                        .weights("E", new long[] {3, 1}, 0.1, 0.6, 0.9)
                        .node("MatMul", List.of("input_0", "A"), List.of("xa"))
                        .node("Less", List.of("xa", "B"), List.of("less"))
                        .node("Cast", List.of("less"), List.of("decisions"), "to", FLOAT32)
                        .node("MatMul", List.of("decisions", "C"), List.of("dc"))
                        .node("Equal", List.of("dc", "D"), List.of("leaf"))
                        .node("Cast", List.of("leaf"), List.of("leaves"), "to", FLOAT32)
                        .node("MatMul", List.of("leaves", "E"), List.of("variable"))
                        .output("variable", FLOAT32, ANY, 1),
                List.of(new In("input_0", FLOAT32, 2)),
                score("variable")));
    }

    private static OnnxMaker trees(OnnxMaker model, String input, String probabilities) {
        return model.ml(
                "TreeEnsembleClassifier",
                List.of(input),
                List.of("label", probabilities),
                "nodes_treeids",
                new long[] {0, 0, 0, 1, 1, 1},
                "nodes_nodeids",
                new long[] {0, 1, 2, 0, 1, 2},
                "nodes_featureids",
                new long[] {0, 0, 0, 1, 0, 0},
                "nodes_values",
                new float[] {0.25f, 0, 0, -0.5f, 0, 0},
                "nodes_modes",
                new String[] {"BRANCH_LT", "LEAF", "LEAF", "BRANCH_LT", "LEAF", "LEAF"},
                "nodes_truenodeids",
                new long[] {1, 0, 0, 1, 0, 0},
                "nodes_falsenodeids",
                new long[] {2, 0, 0, 2, 0, 0},
                "nodes_missing_value_tracks_true",
                new long[] {1, 0, 0, 0, 0, 0},
                "class_treeids",
                new long[] {0, 0, 1, 1},
                "class_nodeids",
                new long[] {1, 2, 1, 2},
                "class_ids",
                new long[] {0, 0, 0, 0},
                "class_weights",
                new float[] {0.5f, -0.75f, 0.25f, -0.125f},
                "base_values",
                new float[] {0.1f},
                "classlabels_int64s",
                new long[] {0, 1},
                "post_transform",
                "LOGISTIC");
    }

    /** As tf2onnx and PyTorch export networks. */
    private static void networks(List<Animal> all) {
        all.add(animal(
                "an image of Keras, channels last",
                convolution(
                                new OnnxMaker()
                                        .input("conv2d_input:0", FLOAT32, ANY, 6, 6, 1)
                                        .node(
                                                "Transpose",
                                                List.of("conv2d_input:0"),
                                                List.of("nchw"),
                                                "perm",
                                                new long[] {0, 3, 1, 2}),
                                "nchw")
                        .node("Softmax", List.of("dense"), List.of("probability"), "axis", -1)
                        .node("Identity", List.of("probability"), List.of("Identity:0"))
                        .output("Identity:0", FLOAT32, ANY, 3),
                List.of(new In("conv2d_input:0", FLOAT32, 6, 6, 1)),
                score("Identity:0")));
        all.add(new Animal(
                "an image of PyTorch, exported for one row",
                convolution(new OnnxMaker().input("input.1", FLOAT32, 1, 1, 6, 6), "input.1")
                        .output("dense", FLOAT32, 1, 3)
                        .make(),
                List.of(new In("input.1", FLOAT32, 1, 6, 6)),
                score("dense"),
                1,
                false));
        all.add(animal(
                "a recurrent network over words",
                new OnnxMaker()
                        .opset(14)
                        .input("tokens", INT32, ANY, 4)
                        .node("Mod", List.of("tokens", "size"), List.of("token"))
                        .small("size", INT32, new long[] {1}, 10)
                        .weights("table", new long[] {10, 2}, numbers(20))
                        .weights("W", new long[] {1, 12, 2}, numbers(24))
                        .weights("R", new long[] {1, 12, 3}, numbers(36))
                        .weights("out", new long[] {3, 1}, 1, -1, 0.5)
                        .integers("zero", new long[] {1}, 0)
                        .node("Gather", List.of("table", "token"), List.of("embedded"))
                        .node("Transpose", List.of("embedded"), List.of("by_time"), "perm", new long[] {1, 0, 2})
                        .node("LSTM", List.of("by_time", "W", "R"), List.of("", "last"), "hidden_size", 3)
                        .node("Squeeze", List.of("last", "zero"), List.of("state"))
                        .node("MatMul", List.of("state", "out"), List.of("logit"))
                        .node("Sigmoid", List.of("logit"), List.of("output"))
                        .output("output", FLOAT32, ANY, 1),
                List.of(new In("tokens", INT32, 4)),
                score("output")));
        all.add(animal(
                "attention over a sequence of vectors",
                new OnnxMaker()
                        .input("sequence", FLOAT32, ANY, 3, 4)
                        .input("mask", BOOL, ANY, 3)
                        .weights("zero", new long[] {1}, 0)
                        .weights("low", new long[] {1}, -1000)
                        .integers("one", new long[] {1}, 1)
                        .node("Transpose", List.of("sequence"), List.of("keys"), "perm", new long[] {0, 2, 1})
                        .node("MatMul", List.of("sequence", "keys"), List.of("affinity"))
                        .node("Where", List.of("mask", "zero", "low"), List.of("bias"))
                        .node("Unsqueeze", List.of("bias", "one"), List.of("biases"))
                        .node("Add", List.of("affinity", "biases"), List.of("masked"))
                        .node("Softmax", List.of("masked"), List.of("attention"), "axis", -1)
                        .node("MatMul", List.of("attention", "sequence"), List.of("last_hidden_state"))
                        .output("last_hidden_state", FLOAT32, ANY, 3, 4)
                        .output("attention", FLOAT32, ANY, 3, 3),
                List.of(new In("sequence", FLOAT32, 3, 4), new In("mask", BOOL, 3)),
                score("last_hidden_state")));
    }

    private static OnnxMaker convolution(OnnxMaker model, String image) {
        return model.weights("kernel", new long[] {2, 1, 3, 3}, numbers(18))
                .weights("dense_w", new long[] {32, 3}, numbers(96))
                .weights("dense_b", new long[] {3}, 0.1, 0.2, 0.3)
                .node("Conv", List.of(image, "kernel"), List.of("conv"), "kernel_shape", new long[] {3, 3})
                .node("Relu", List.of("conv"), List.of("relu"))
                .node("Flatten", List.of("relu"), List.of("flat"), "axis", 1)
                .node("Gemm", List.of("flat", "dense_w", "dense_b"), List.of("dense"));
    }

    /** Axes of rows that are fixed, absent, or only in some inputs. */
    private static void axes(List<Animal> all) {
        all.add(new Animal(
                "always 4 rows, with ZipMap",
                new OnnxMaker()
                        .input("x", FLOAT32, 4, 2)
                        .input("word", STRING, 4, 1)
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
                                "classlabels_strings",
                                new String[] {"setosa", "käse", "virginica"})
                        .ml("ZipMap", List.of("raw"), List.of("map"), "classlabels_strings", new String[] {
                            "setosa", "käse", "virginica"
                        })
                        .node("Identity", List.of("word"), List.of("echo"))
                        .output("label", STRING, 4)
                        .mapOutput("map", STRING)
                        .output("echo", STRING, 4, 1)
                        .make(),
                List.of(new In("x", FLOAT32, 2), new In("word", STRING, 1)),
                label("label"),
                4,
                false));
        all.add(new Animal(
                "always 8 rows, one number each",
                new OnnxMaker()
                        .input("x", FLOAT32, 8, 3)
                        .input("weight", FLOAT32, 8)
                        .integers("one", new long[] {1}, 1)
                        .node("ReduceSum", List.of("x", "one"), List.of("sum"), "keepdims", 0)
                        .node("Mul", List.of("sum", "weight"), List.of("y"))
                        .output("y", FLOAT32, 8)
                        .make(),
                List.of(new In("x", FLOAT32, 3), new In("weight", FLOAT32)),
                score("y"),
                8,
                false));
        all.add(new Animal(
                "always 4 rows beside a setting",
                new OnnxMaker()
                        .input("x", FLOAT32, 4, 2)
                        .input("temperature", FLOAT32)
                        .node("Mul", List.of("x", "temperature"), List.of("y"))
                        .output("y", FLOAT32, 4, 2)
                        .make(),
                List.of(new In("x", FLOAT32, 2), new In("temperature", FLOAT32, false, false)),
                score("y"),
                4,
                false));
        all.add(new Animal(
                "no axis of rows, an output of one value",
                new OnnxMaker()
                        .input("x", FLOAT32, 3)
                        .integers("zero", new long[] {1}, 0)
                        .node("ReduceSum", List.of("x", "zero"), List.of("y"), "keepdims", 1)
                        .output("y", FLOAT32, 1)
                        .make(),
                List.of(new In("x", FLOAT32, false, false, 3)),
                score("y"),
                1,
                false));
        all.add(new Animal(
                "no axis of rows, a matrix",
                new OnnxMaker()
                        .input("x", INT64, 2, 3)
                        .node("Transpose", List.of("x"), List.of("y"))
                        .output("y", INT64, 3, 2)
                        .make(),
                List.of(new In("x", INT64, false, false, 2, 3)),
                score("y"),
                1,
                false));
        all.add(animal(
                DirectModel.FED_DEFAULT,
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 1)
                        .input("factor", FLOAT32, ANY, 1)
                        .weights("factor", new long[] {1, 1}, 3)
                        .node("Mul", List.of("x", "factor"), List.of("y"))
                        .output("y", FLOAT32, ANY, 1),
                List.of(new In("x", FLOAT32, 1), new In("factor", FLOAT32, 1)),
                score("y")));
        all.add(new Animal(
                "one answer without an axis for any batch",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .node("ReduceMean", List.of("x"), List.of("y"), "keepdims", 0)
                        .output("y", FLOAT32)
                        .make(),
                List.of(new In("x", FLOAT32, 2)),
                score("y"),
                0,
                true));
    }

    /** Outputs of rare kinds. */
    private static void outputs(List<Animal> all) {
        all.add(animal(
                "echo of bfloat16 numbers",
                new OnnxMaker()
                        .input("x", BFLOAT16, ANY, 2)
                        .node("Identity", List.of("x"), List.of("y"))
                        .output("y", BFLOAT16, ANY, 2),
                List.of(new In("x", BFLOAT16, 2)),
                score("y")));
        all.add(animal(
                "a cube of strings",
                new OnnxMaker()
                        .input("x", STRING, ANY, 2, 1, 2)
                        .node("Transpose", List.of("x"), List.of("y"), "perm", new long[] {0, 3, 2, 1})
                        .output("y", STRING, ANY, 2, 1, 2),
                List.of(new In("x", STRING, 2, 1, 2)),
                label("y")));
        all.add(animal(
                "truths only",
                new OnnxMaker()
                        .input("x", BOOL, ANY, 2)
                        .node("Not", List.of("x"), List.of("y"))
                        .output("y", BOOL, ANY, 2),
                List.of(new In("x", BOOL, 2)),
                score("y")));
        all.add(animal(
                "a sequence of columns",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .node("SplitToSequence", List.of("x"), List.of("parts"), "axis", 1)
                        .sequenceOutput("parts"),
                List.of(new In("x", FLOAT32, 2)),
                score("parts")));
        all.add(animal(
                "a sequence of strings",
                new OnnxMaker()
                        .input("x", STRING, ANY, 2)
                        .node("SequenceConstruct", List.of("x", "x"), List.of("parts"))
                        .sequenceOutput("parts", STRING),
                List.of(new In("x", STRING, 2)),
                label("parts")));
        all.add(animal(
                "an output without a shape",
                new OnnxMaker()
                        .input("x y", FLOAT32, ANY, 2)
                        .node("Neg", List.of("x y"), List.of("result of/1"))
                        .outputOfAnyShape("result of/1", FLOAT32),
                List.of(new In("x y", FLOAT32, 2)),
                score("result of/1")));
    }

    /** Models in half precision, quantised ones, and one in ONNX Runtime's own format. */
    private static void optimised(List<Animal> all) {
        var x = List.of(new In("x", FLOAT32, 3));
        var half = DoubleStream.of(numbers(6))
                .mapToInt(value -> Short.toUnsignedInt(Fp16Conversions.floatToFp16((float) value)))
                .toArray();
        all.add(animal(
                "weights of float16",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 3)
                        .small("w", FLOAT16, new long[] {3, 2}, half)
                        .node("Cast", List.of("x"), List.of("h"), "to", FLOAT16)
                        .node("MatMul", List.of("h", "w"), List.of("z"))
                        .node("Cast", List.of("z"), List.of("y"), "to", FLOAT32)
                        .output("y", FLOAT32, ANY, 2),
                x,
                score("y")));
        all.add(animal(
                "float16 throughout",
                new OnnxMaker()
                        .input("x", FLOAT16, ANY, 3)
                        .small("w", FLOAT16, new long[] {3, 2}, half)
                        .node("MatMul", List.of("x", "w"), List.of("y"))
                        .output("y", FLOAT16, ANY, 2),
                List.of(new In("x", FLOAT16, 3)),
                score("y")));
        all.add(animal("int8 weights and activations", quantised(), x, score("y")));
        all.add(new Animal(
                "int8 weights, activations quantised call by call",
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 3)
                        .small("w", INT8, new long[] {3, 2}, 100, -50, 25, 127, -128, 1)
                        .weights("w_scale", new long[] {}, 0.01)
                        .node("DynamicQuantizeLinear", List.of("x"), List.of("xq", "x_scale", "x_zero"))
                        .node("MatMulInteger", List.of("xq", "w", "x_zero"), List.of("sum"))
                        .node("Cast", List.of("sum"), List.of("real"), "to", FLOAT32)
                        .node("Mul", List.of("x_scale", "w_scale"), List.of("scale"))
                        .node("Mul", List.of("real", "scale"), List.of("y"))
                        .output("y", FLOAT32, ANY, 2)
                        .make(),
                x,
                score("y"),
                0,
                true));
        all.add(new Animal("ONNX Runtime's own format", ortFormat(quantised().make()), x, score("y"), 0, false));
    }

    private static OnnxMaker quantised() {
        return new OnnxMaker()
                .input("x", FLOAT32, ANY, 3)
                .weights("x_scale", new long[] {}, 1 / 64.0)
                .small("x_zero", UINT8, new long[] {}, 128)
                .small("w", INT8, new long[] {3, 2}, 100, -50, 25, 127, -128, 1)
                .weights("w_scale", new long[] {}, 0.01)
                .small("w_zero", INT8, new long[] {}, 0)
                .node("QuantizeLinear", List.of("x", "x_scale", "x_zero"), List.of("xq"))
                .node("DequantizeLinear", List.of("xq", "x_scale", "x_zero"), List.of("xd"))
                .node("DequantizeLinear", List.of("w", "w_scale", "w_zero"), List.of("wd"))
                .node("MatMul", List.of("xd", "wd"), List.of("y"))
                .output("y", FLOAT32, ANY, 2);
    }

    /** The model as ONNX Runtime saves it. */
    static byte[] ortFormat(byte[] model) {
        try (var options = new SessionOptions()) {
            var folder = Files.createTempDirectory("ort");
            var file = folder.resolve("model.ort");
            options.addConfigEntry("session.save_model_format", "ORT");
            options.setOptimizationLevel(SessionOptions.OptLevel.EXTENDED_OPT); // for any machine
            options.setOptimizedModelFilePath(file.toString());
            OrtEnvironment.getEnvironment().createSession(model, options).close();
            var saved = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return saved;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
