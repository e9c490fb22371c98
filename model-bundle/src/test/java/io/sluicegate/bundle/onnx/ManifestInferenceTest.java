package io.sluicegate.bundle.onnx;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Manifest.Score;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.onnx.InferredManifest.Impossible;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestInferenceTest {
    /** A type of elements that no output can have here. */
    private static final int COMPLEX64 = 14;

    @TempDir
    private Path folder;

    @Test
    void shouldNameTheColumnsOfAMatrixAfterItsInput() throws Exception {
        var inferred = infer(matrix(3), PartialManifest.NOTHING);

        assertThat(inferred.manifest().inputs())
                .containsExactly(Input.matrix("x.1", List.of("x_1_0", "x_1_1", "x_1_2")));
        assertThat(inferred.manifest().features())
                .extracting(NeededFeature::type)
                .containsOnly(FeatureDefinition.Type.DOUBLE);
        assertThat(inferred.manifest().output()).isEqualTo(Manifest.Output.score("y", 0, OptionalDouble.empty()));
        assertThat(inferred.notes())
                .containsExactly(
                        "input 'x.1' (float32 [rows, 3]) is filled by 3 features: x_1_0 to x_1_2",
                        "the score is column 0 of output 'y'");
    }

    @Test
    void shouldTakeTheFeaturesThatTheModelWasTrainedOn() throws Exception {
        var known = List.of(
                new NeededFeature("amount", FeatureDefinition.Type.DOUBLE),
                new NeededFeature("count", FeatureDefinition.Type.LONG));

        var inferred = infer(matrix(2), PartialManifest.NOTHING, known);

        assertThat(inferred.manifest().inputs()).containsExactly(Input.matrix("x.1", List.of("amount", "count")));
        assertThat(inferred.manifest().features()).isEqualTo(known);
    }

    @Test
    void shouldFillAMatrixByTheNumbersThatNoOtherInputIsNamedAfter() throws Exception {
        var model = matrix(2).input("color", STRING, ANY, 1).input("age", FLOAT32, ANY, 1);
        var known = List.of(
                new NeededFeature("amount", Type.DOUBLE),
                new NeededFeature("color", Type.STRING),
                new NeededFeature("age", Type.LONG),
                new NeededFeature("city", Type.STRING),
                new NeededFeature("abroad", Type.BOOLEAN));

        var inferred = infer(model, PartialManifest.NOTHING, known);

        assertThat(inferred.manifest().inputs())
                .containsExactly(
                        Input.matrix("x.1", List.of("amount", "abroad")),
                        new Input("color", ElementType.STRING, List.of("color")),
                        Input.matrix("age", List.of("age")));
        assertThat(inferred.manifest().features())
                .extracting(NeededFeature::name)
                .containsExactly("amount", "abroad", "color", "age");
    }

    @Test
    void shouldNotGuessWhichOfTwoInputsTheFeaturesFill() throws Exception {
        var model = matrix(2).input("z", FLOAT32, ANY, 2);
        var known = List.of(new NeededFeature("amount", Type.DOUBLE), new NeededFeature("age", Type.LONG));

        var inferred = infer(model, PartialManifest.NOTHING, known);

        assertThat(inferred.manifest().inputs())
                .containsExactly(
                        Input.matrix("x.1", List.of("x_1_0", "x_1_1")), Input.matrix("z", List.of("z_0", "z_1")));
    }

    @Test
    void shouldFillAnOpenLengthByTheFeatures() throws Exception {
        var open = matrix(ANY);

        assertThatThrownBy(() -> infer(open, PartialManifest.NOTHING))
                .isInstanceOf(Impossible.class)
                .hasMessage(
                        "input 'x.1' is float32 [rows, any1], which leaves 1 length of a row open: name its features in"
                                + " the manifest, or its shape, for example 'shape: [3]'");
        var given = PartialManifest.read("m.yaml", "inputs:\n- name: x.1\n  features: [a, b, c, d]\n");
        assertThat(infer(open, given).manifest().inputs())
                .containsExactly(new Input(
                        "x.1",
                        ElementType.FLOAT32,
                        List.of("a", "b", "c", "d"),
                        Optional.of(List.of(4L)),
                        true,
                        Missing.NAN));
    }

    @Test
    void shouldInferAColumnForEachFeatureAndTheClassesOfAZipMap() throws Exception {
        var model = new OnnxMaker()
                .input("age", FLOAT32, ANY, 1)
                .input("color", STRING, ANY, 1)
                .input("visits", INT64, ANY, 1)
                .ml(
                        "LinearClassifier",
                        List.of("age"),
                        List.of("output_label", "raw"),
                        "coefficients",
                        new float[] {1, -1},
                        "classlabels_strings",
                        new String[] {"no", "yes"})
                .ml("ZipMap", List.of("raw"), List.of("output_probability"), "classlabels_strings", new String[] {
                    "no", "yes"
                })
                .output("output_label", STRING, ANY)
                .mapOutput("output_probability", STRING);

        var inferred = infer(model, PartialManifest.NOTHING);

        assertThat(inferred.manifest().inputs())
                .containsExactly(
                        new Input("age", ElementType.FLOAT32, List.of("age")),
                        new Input("color", ElementType.STRING, List.of("color")),
                        new Input("visits", ElementType.INT64, List.of("visits")));
        assertThat(inferred.manifest().features())
                .containsExactly(
                        new NeededFeature("age", FeatureDefinition.Type.DOUBLE),
                        new NeededFeature("color", FeatureDefinition.Type.STRING),
                        new NeededFeature("visits", FeatureDefinition.Type.LONG));
        assertThat(inferred.manifest().output())
                .isEqualTo(new Manifest.Output(
                        Optional.of(new Score("output_probability", new Place.Key("yes"))),
                        Optional.of("output_label"),
                        Optional.of(new Manifest.Probabilities("output_probability", List.of())),
                        OptionalDouble.empty(),
                        Optional.empty()));
    }

    @Test
    void shouldNameTheClassesOfATensor() throws Exception {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .ml(
                        "LinearClassifier",
                        List.of("x"),
                        List.of("label", "raw"),
                        "coefficients",
                        new float[] {1, 2, 3, 4, 5, 6},
                        "classlabels_ints",
                        new long[] {3, 5, 8})
                .node("Cast", List.of("raw"), List.of("probabilities"), "to", 11)
                .output("label", INT64, ANY)
                .output("probabilities", OnnxMaker.FLOAT64, ANY, 3);

        var output = infer(model, PartialManifest.NOTHING).manifest().output();

        assertThat(output.probabilities())
                .contains(new Manifest.Probabilities("probabilities", List.of("3", "5", "8")));
        assertThat(output.score()).contains(new Score("probabilities", new Place.Highest()));
        assertThat(output.label()).contains("label");
    }

    @Test
    void shouldTellFixedFromAbsentBatchAxes() throws Exception {
        var fixed =
                infer(new OnnxMaker().input("x", FLOAT32, 8, 2).output("y", FLOAT32, 8, 1), PartialManifest.NOTHING);
        var absent = infer(new OnnxMaker().input("x", UINT8, 2, 2).output("y", FLOAT32, 1), PartialManifest.NOTHING);
        var scalar = infer(new OnnxMaker().input("x", FLOAT32).output("y", FLOAT32), PartialManifest.NOTHING);

        assertThat(fixed.manifest().inputs().get(0).batched()).isTrue();
        assertThat(fixed.notes()).contains("input 'x' has shape [8, 2]: the model takes 8 rows at a time");
        assertThat(absent.manifest().inputs().get(0).batched()).isFalse();
        assertThat(absent.manifest().inputs().get(0).features()).hasSize(4);
        assertThat(scalar.manifest().inputs().get(0).batched()).isFalse();
    }

    @Test
    void shouldFindTheRowsOfAFixedBatchInEachInput() throws Exception {
        var batchOfOne =
                infer(new OnnxMaker().input("x", FLOAT32, 1, 3, 4).output("y", FLOAT32, 10), PartialManifest.NOTHING);
        var batchOfFour = infer(
                new OnnxMaker()
                        .input("x", FLOAT32, 4, 2)
                        .input("weight", FLOAT32, 4)
                        .input("setting", FLOAT32, 3)
                        .output("y", FLOAT32, 4),
                PartialManifest.NOTHING);
        var besideAnyRows = infer(
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 2)
                        .input("setting", FLOAT32, 1, 2)
                        .output("y", FLOAT32, ANY),
                PartialManifest.NOTHING);

        assertThat(batchOfOne.manifest().inputs()).extracting(Input::batched).containsExactly(true);
        assertThat(batchOfFour.manifest().inputs()).extracting(Input::batched).containsExactly(true, true, false);
        assertThat(besideAnyRows.manifest().inputs()).extracting(Input::batched).containsExactly(true, false);
    }

    @Test
    void shouldFillEachInputByFeaturesOfItsOwn() throws Exception {
        var model = new OnnxMaker()
                .input("a.b", FLOAT32, ANY, 1)
                .input("a_b", STRING, ANY, 1)
                .input("a", FLOAT32, ANY, 2)
                .input("a_1", FLOAT32, ANY, 1)
                .output("y", FLOAT32, ANY, 1);

        assertThat(infer(model, PartialManifest.NOTHING).manifest().inputs())
                .extracting(Input::features)
                .containsExactly(List.of("a_b"), List.of("a_b_"), List.of("a_0", "a_1"), List.of("a_1_"));
    }

    @Test
    void shouldTakeOnlyFeaturesThatFitTheInput() throws Exception {
        var known = List.of(
                new NeededFeature("name", FeatureDefinition.Type.STRING),
                new NeededFeature("amount", FeatureDefinition.Type.DOUBLE),
                new NeededFeature("count", FeatureDefinition.Type.LONG));

        assertThat(infer(matrix(2), PartialManifest.NOTHING, known).manifest().inputs())
                .containsExactly(Input.matrix("x.1", List.of("amount", "count")));
        assertThatThrownBy(() -> infer(matrix(3), PartialManifest.NOTHING, known))
                .isInstanceOf(Impossible.class)
                .hasMessageContaining("input 'x.1' (float32 [rows, 3]) takes 3 features a row, but 2 are known that fit"
                        + " float32: [amount, count]; name those that fill the input, in order, in the manifest");
    }

    @Test
    void shouldTakeAnyOutputAsTheAnswerForWantOfABetterOne() throws Exception {
        var counts = infer(matrixTo("counts", INT64), PartialManifest.NOTHING);
        var texts = infer(matrixTo("texts", STRING), PartialManifest.NOTHING);
        var parts = infer(new OnnxMaker().input("x", FLOAT32, ANY, 1).sequenceOutput("parts"), PartialManifest.NOTHING);

        assertThat(counts.manifest().output().score()).contains(new Score("counts", new Place.Index(0)));
        assertThat(texts.manifest().output().label()).contains("texts");
        assertThat(texts.notes()).contains("the label is output 'texts', for want of another");
        assertThat(parts.manifest().output().score()).contains(new Score("parts", new Place.Index(0)));
    }

    private static OnnxMaker matrixTo(String output, int type) {
        return new OnnxMaker().input("x", FLOAT32, ANY, 1).output(output, type, ANY, 1);
    }

    @Test
    void shouldNoteManyDefaultsInOneLine() throws Exception {
        var model = new OnnxMaker().input("x", FLOAT32, ANY, 1).output("y", FLOAT32, ANY, 1);
        for (var i = 0; i < 6; i++) {
            model.input("w" + i, FLOAT32, 1).weights("w" + i, new long[] {1}, i);
        }

        assertThat(infer(model, PartialManifest.NOTHING).notes())
                .contains(
                        "6 inputs are left to the model's defaults: 'w0' to 'w5'; list one in the manifest to feed it");
    }

    @Test
    void shouldKnowTheValuesThatEncodersKnow() throws Exception {
        var file = read(new OnnxMaker()
                .input("words", STRING, ANY, 2)
                .input("number", INT64, ANY, 1)
                .input("other", STRING, ANY, 1)
                .integers("first", new long[] {1}, 0)
                .node("Gather", List.of("words", "first"), List.of("word"), "axis", 1)
                .ml("OneHotEncoder", List.of("word"), List.of("hot"), "cats_strings", new String[] {"red", "käse"})
                .node("Cast", List.of("number"), List.of("float"), "to", 1)
                .ml("OneHotEncoder", List.of("float"), List.of("hot2"), "cats_int64s", new long[] {3, 5})
                .output("hot", FLOAT32, ANY, 2));

        assertThat(file.vocabularies())
                .containsOnly(Map.entry("words", List.of("red", "käse")), Map.entry("number", List.of("3", "5")));
    }

    @Test
    void shouldRefuseARowOfMoreElementsThanAnyManifestNames() {
        var model = new OnnxMaker().input("x", FLOAT32, ANY, 1L << 40, 1L << 40).output("y", FLOAT32, ANY, 1);

        assertThatThrownBy(() -> infer(model, PartialManifest.NOTHING))
                .hasMessageContaining("input 'x' has more than 2000000 elements a row");
    }

    @Test
    void shouldLeaveADefaultToTheModelUnlessTheManifestNamesIt() throws Exception {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 1)
                .input("factor", FLOAT32, 1)
                .weights("factor", new long[] {1}, 3)
                .output("y", FLOAT32, ANY, 1);

        var left = infer(model, PartialManifest.NOTHING);
        var named = infer(model, PartialManifest.read("m.yaml", "inputs:\n- name: factor\n  batched: false\n"));

        assertThat(left.manifest().inputs()).extracting(Input::name).containsExactly("x");
        assertThat(left.notes())
                .contains(
                        "input 'factor' (float32 [1]) is left to the model's default; list it in the manifest to feed it");
        assertThat(named.manifest().inputs()).extracting(Input::name).containsExactly("x", "factor");
    }

    @Test
    void shouldKeepWhatIsGiven() throws Exception {
        var given = PartialManifest.read("m.yaml", """
                feature-set: f
                features:
                - {name: a, type: long}
                inputs:
                - name: x.1
                  features: [a, b]
                  missing-value: '-1'
                output:
                  score: y
                  highest: true
                  threshold: 0.25
                trained-on: January
                """);

        var manifest = infer(matrix(2), given).manifest();

        assertThat(manifest.featureSetFingerprint()).isEqualTo("f");
        assertThat(manifest.features())
                .containsExactly(
                        new NeededFeature("a", FeatureDefinition.Type.LONG),
                        new NeededFeature("b", FeatureDefinition.Type.DOUBLE));
        assertThat(manifest.inputs().get(0).missing()).isEqualTo(Missing.value("-1"));
        assertThat(manifest.output().score()).contains(new Score("y", new Place.Highest()));
        assertThat(manifest.output().threshold()).hasValue(0.25);
        assertThat(manifest.trainedOn()).isEqualTo("January");
    }

    @Test
    void shouldSayAllThatCannotBeInferred() {
        var model = new OnnxMaker()
                .input("a", FLOAT32, ANY, ANY, ANY)
                .inputOfAnyShape("b", FLOAT32)
                .output("spectrum", COMPLEX64, ANY);

        assertThatThrownBy(() -> infer(model, PartialManifest.read("m.yaml", "inputs:\n- name: c\n")))
                .hasMessageContaining("input 'a' is float32 [rows, any1, any2], which leaves 2 lengths of a row open")
                .hasMessageContaining("input 'b' has no shape in the model")
                .hasMessageContaining("the manifest names input 'c', but the model has [a, b]")
                .hasMessageContaining("none of the outputs ['spectrum' (type 14 [rows])] is a score or a label");
    }

    @Test
    void shouldFillATensorOfSeveralAxesByAVectorOfItsName() throws Exception {
        var inferred = infer(image(UINT8, 1, 28, 28), PartialManifest.NOTHING);

        assertThat(inferred.manifest().inputs())
                .containsExactly(new Input("pixels", ElementType.UINT8, List.of("pixels")));
        assertThat(inferred.manifest().features())
                .containsExactly(new NeededFeature("pixels", new VectorForm(Element.UINT8, List.of(1, 28, 28))));
        assertThat(inferred.notes())
                .contains("input 'pixels' (uint8 [rows, 1, 28, 28]) is filled by feature pixels, a vector of uint8"
                        + " [1, 28, 28]");
    }

    @Test
    void shouldFillAnInputByAVectorThatTheModelWasTrainedOn() throws Exception {
        var pixels = new NeededFeature("pixels", new VectorForm(Element.UINT8, List.of(784)));
        var named = new NeededFeature("photo", new VectorForm(Element.UINT8, List.of(28, 28)));

        assertThat(infer(image(FLOAT32, 784), PartialManifest.NOTHING, List.of(pixels))
                        .manifest()
                        .features())
                .containsExactly(pixels);
        var only = infer(image(FLOAT32, 784), PartialManifest.NOTHING, List.of(named));
        assertThat(only.manifest().inputs()).containsExactly(Input.matrix("pixels", List.of("photo")));
        assertThat(only.notes())
                .contains(
                        "input 'pixels' (float32 [rows, 784]) is filled by feature photo, a vector of uint8 [28, 28]");
    }

    @Test
    void shouldTakeTheShapeThatTheModelLeavesOpenFromAVector() throws Exception {
        var pixels = new NeededFeature("pixels", new VectorForm(Element.FLOAT32, List.of(3, 8, 9)));

        for (var model : List.of(
                image(FLOAT32, 3, ANY, ANY),
                new OnnxMaker().inputOfAnyShape("pixels", FLOAT32).output("y", FLOAT32, ANY, 1))) {
            assertThat(infer(model, PartialManifest.NOTHING, List.of(pixels))
                            .manifest()
                            .inputs())
                    .containsExactly(new Input(
                            "pixels",
                            ElementType.FLOAT32,
                            List.of("pixels"),
                            Optional.of(List.of(3L, 8L, 9L)),
                            true,
                            Missing.NAN));
        }
        assertThatThrownBy(() -> infer(image(FLOAT32, 4, ANY, ANY), PartialManifest.NOTHING, List.of(pixels)))
                .hasMessageContaining("which leaves 2 lengths of a row open");
    }

    @Test
    void shouldTakeASingleFeatureThatNobodyKnowsForAVectorWhereTheInputHasManyElements() throws Exception {
        var given = PartialManifest.read("m.yaml", "inputs:\n- name: pixels\n  features: [photo]\n");

        assertThat(infer(image(FLOAT32, 784), given).manifest().features())
                .containsExactly(new NeededFeature("photo", new VectorForm(Element.FLOAT32, List.of(784))));
    }

    @Test
    void shouldTakeTheFormOfAVectorFromTheManifest() throws Exception {
        var given = PartialManifest.read("m.yaml", """
                features:
                - {name: pixels, type: vector, elements: uint8, shape: [28, 28]}
                """);

        assertThat(infer(image(FLOAT32, 1, 28, 28), given).manifest().features())
                .containsExactly(new NeededFeature("pixels", new VectorForm(Element.UINT8, List.of(28, 28))));
    }

    @Test
    void shouldNotNameAHundredThousandFeatures() {
        assertThatThrownBy(() -> infer(image(FLOAT32, 150_528), PartialManifest.NOTHING))
                .hasMessage("input 'pixels' has 150528 elements a row; the limit is 100000 for numbers: name a vector"
                        + " that fills it");
    }

    private static OnnxMaker image(int type, long... row) {
        var shape = new long[row.length + 1];
        shape[0] = ANY;
        System.arraycopy(row, 0, shape, 1, row.length);
        return new OnnxMaker().input("pixels", type, shape).output("y", FLOAT32, ANY, 1);
    }

    @Test
    void shouldDescribeAFile() throws Exception {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .weights("w", new long[] {2, 3}, 1, 2, 3, 4, 5, 6)
                .node("MatMul", List.of("x", "w"), List.of("z"))
                .node("Relu", List.of("z"), List.of("y"))
                .output("y", FLOAT32, ANY, 3);

        var file = read(model);

        assertThat(file.irVersion()).isEqualTo(8);
        assertThat(file.opsets()).containsEntry("", 13L).containsEntry("ai.onnx.ml", 3L);
        assertThat(file.operators()).containsEntry("MatMul", 1).containsEntry("Relu", 1);
        assertThat(file.parameters()).isEqualTo(6);
        assertThat(file.inputs()).extracting(OnnxValue::text).containsExactly("float32 [rows, 2]");
        assertThat(file.external()).isEmpty();
    }

    @Test
    void shouldSayWhatIsNoOnnxFile() throws IOException {
        for (var content : List.of("", "hello", "\u0001\u0002\u0003", "PK\u0003\u0004")) {
            var file = Files.writeString(folder.resolve("model.onnx"), content);
            assertThatThrownBy(() -> OnnxFileReader.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("model.onnx is no ONNX file");
        }
    }

    private static OnnxMaker matrix(long columns) {
        return new OnnxMaker().input("x.1", FLOAT32, ANY, columns).output("y", FLOAT32, ANY, 1);
    }

    private InferredManifest infer(OnnxMaker model, PartialManifest given) throws IOException, Impossible {
        return infer(model, given, List.of());
    }

    private InferredManifest infer(OnnxMaker model, PartialManifest given, List<NeededFeature> known)
            throws IOException, Impossible {
        return ManifestInference.infer(read(model), "m", "1", given, known, "");
    }

    private OnnxFile read(OnnxMaker model) throws IOException {
        return OnnxFileReader.read(Files.write(folder.resolve("model.onnx"), model.make()));
    }
}
