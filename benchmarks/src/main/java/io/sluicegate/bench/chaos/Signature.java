package io.sluicegate.bench.chaos;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Manifest.Probabilities;
import io.sluicegate.bundle.Manifest.Score;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.onnx.OnnxMaker;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The forms in which one logistic regression is exported: each takes its rows and gives its answer in another way, and all give the same
 * scores.
 */
enum Signature {
    /** One matrix in, one column out. */
    MATRIX {
        @Override
        List<Input> inputs() {
            return List.of(Input.matrix("features", Visits.NUMBERS));
        }

        @Override
        Output output() {
            return Output.score("score", 0, THRESHOLD);
        }

        @Override
        OnnxMaker graph() {
            return new OnnxMaker()
                    .input("features", FLOAT32, ANY, 4)
                    .output("score", FLOAT32, ANY, 1)
                    .node("Identity", List.of("features"), List.of("row"));
        }
    },
    /** An input for each column, in its own type, and a map of probabilities out, as scikit-learn's converters export. */
    COLUMNS {
        @Override
        List<Input> inputs() {
            return List.of(
                    new Input("amount", ElementType.FLOAT64, List.of("amount")),
                    new Input("count", ElementType.INT64, List.of("count_5m")),
                    new Input("spend", ElementType.FLOAT32, List.of("spend_5m")),
                    channel(Optional.empty()));
        }

        @Override
        Output output() {
            return new Output(
                    Optional.of(new Score("probabilities", new Place.Key("yes"))),
                    Optional.empty(),
                    Optional.of(new Probabilities("probabilities", List.of())),
                    THRESHOLD,
                    Optional.empty());
        }

        @Override
        OnnxMaker graph() {
            return new OnnxMaker()
                    .input("amount", FLOAT64, ANY, 1)
                    .input("count", INT64, ANY, 1)
                    .input("spend", FLOAT32, ANY, 1)
                    .input("channel", STRING, ANY, 1)
                    .mapOutput("probabilities", STRING)
                    .node("Cast", List.of("amount"), List.of("amounts"), "to", FLOAT32)
                    .node("Cast", List.of("count"), List.of("counts"), "to", FLOAT32)
                    .ml("LabelEncoder", List.of("channel"), List.of("online"), ONLINE)
                    .node("Concat", List.of("amounts", "counts", "spend", "online"), List.of("row"), "axis", 1)
                    .weights("one", new long[] {1}, 1)
                    .node("Sub", List.of("one", "score"), List.of("rest"))
                    .node("Concat", List.of("rest", "score"), List.of("both"), "axis", 1)
                    .ml("ZipMap", List.of("both"), List.of("probabilities"), "classlabels_strings", new String[] {
                        "no", "yes"
                    });
        }
    },
    /** Always four rows: a fixed batch, with strings beside a matrix. */
    FOURS {
        @Override
        List<Input> inputs() {
            return List.of(Input.matrix("numbers", Visits.NUMBERS.subList(0, 3)), channel(Optional.of(List.of(1L))));
        }

        @Override
        Output output() {
            return Output.score("score", 0, THRESHOLD);
        }

        @Override
        OnnxMaker graph() {
            return new OnnxMaker()
                    .input("numbers", FLOAT32, 4, 3)
                    .input("channel", STRING, 4, 1)
                    .output("score", FLOAT32, 4, 1)
                    .ml("LabelEncoder", List.of("channel"), List.of("online"), ONLINE)
                    .node("Concat", List.of("numbers", "online"), List.of("row"), "axis", 1);
        }
    };

    private static final OptionalDouble THRESHOLD = OptionalDouble.of(0.5);
    private static final Object[] ONLINE = {
        "keys_strings", new String[] {"online"}, "values_floats", new float[] {1}, "default_float", 0f
    };

    /** The model's inputs, each with the features that fill it. */
    abstract List<Input> inputs();

    /** Where the score lies. */
    abstract Output output();

    /** The graph from the inputs to {@code row}, a matrix of four columns, and from {@code score} to the outputs. */
    abstract OnnxMaker graph();

    private static Input channel(Optional<List<Long>> shape) {
        return new Input("channel", ElementType.STRING, List.of(Visits.CHANNEL), shape, true, Missing.value("none"));
    }

    /** The features that fill the inputs. */
    List<String> features() {
        return inputs().stream().flatMap(input -> input.features().stream()).toList();
    }

    /** The model with these weights. */
    byte[] onnx(double[] weights, double bias) {
        return graph().weights("w", new long[] {4, 1}, weights)
                .weights("b", new long[] {1, 1}, bias)
                .node("Gemm", List.of("row", "w", "b"), List.of("sum"))
                .node("Sigmoid", List.of("sum"), List.of("score"))
                .make();
    }
}
