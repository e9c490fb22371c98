package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.records.ModelOutput;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.OnnxGraph;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
    @TempDir
    Path folder;

    @Test
    void shouldScoreABatch() throws Exception {
        try (var model = load(TestModels.linear(1_000), TestBundles.manifest("1"))) {
            var runner = model.runner(4);

            var outputs = run(runner, 1, 2, 1, 5, 0, 0);

            assertThat(outputs.score(0)).isEqualTo(1_121);
            assertThat(outputs.score(1)).isEqualTo(1_005);
        }
    }

    @Test
    void shouldUseItsBufferAgain() throws Exception {
        try (var model = load(TestModels.linear(0), TestBundles.manifest("1"))) {
            var runner = model.runner(2);
            for (var i = 0; i < 100; i++) {
                assertThat(run(runner, i, 0, 0).score(0)).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldGiveTheSameScoresInAnyBatch() throws Exception {
        try (var model = load(TestModels.network(), manifestOfNetwork())) {
            var rows =
                    IntStream.range(0, 32 * 30).mapToDouble(i -> i % 17 / 17f).toArray();
            var together = run(model.runner(32), rows);
            var single = model.runner(1);
            for (var row = 0; row < 32; row++) {
                var alone = run(single, Arrays.copyOfRange(rows, row * 30, (row + 1) * 30));
                assertThat(together.score(row)).isCloseTo(alone.score(0), within(1e-6));
            }
        }
    }

    @Test
    void shouldPassOnAllOutputsAndTakeTheScoreByNameAndIndex() throws Exception {
        var manifest = TestBundles.manifest("1", Output.score("probabilities", 1, OptionalDouble.empty()));
        try (var model = load(TestModels.manyOutputs(), manifest)) {
            var runner = model.runner(2);

            var outputs = run(runner, 0, 0, 0, 3, 0, 0);

            assertThat(outputs.score(1)).isEqualTo(6);
            assertThat(written(outputs, 1))
                    .containsExactly(
                            output("label", List.of(), List.of(1L), List.of()),
                            output("probabilities", List.of(3.0, 6.0), List.of(), List.of(2)),
                            output("most", List.of(6.0), List.of(), List.of()),
                            output("none", List.of(), List.of(), List.of(0)));
        }
    }

    private static ModelOutput output(String name, List<Double> values, List<Long> integers, List<Integer> shape) {
        return new ModelOutput(name, values, integers, List.of(), List.of(), shape);
    }

    /** Runs rows of the one input. */
    private static Outputs run(Runner runner, double... values) throws ScoringException {
        var input = runner.begin().get(0);
        var width = input.input.elements();
        for (var from = 0; from < values.length; from += width) {
            input.putDoubles(values, from, width);
        }
        return runner.run(values.length / width);
    }

    private static List<ModelOutput> written(Outputs outputs, int row) throws IOException {
        RecordClasses.trust();
        var out = BinaryOutput.begin();
        outputs.write(row, out);
        var reader = new SpecificDatumReader<List<ModelOutput>>(Schema.createArray(ModelOutput.getClassSchema()));
        var decoder = DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
        var read = reader.read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return read;
    }

    @Test
    void shouldFailOnABatchWithABadRow() throws Exception {
        try (var model = load(TestModels.choosy(), TestBundles.manifest("1"))) {
            var runner = model.runner(2);
            assertThatThrownBy(() -> run(runner, 1, 0, 0, 99, 0, 0))
                    .isInstanceOf(ScoringException.class)
                    .hasMessageContaining("test-model@1");

            assertThat(run(runner, 1, 0, 0).score(0)).isZero();
        }
    }

    @Test
    void shouldNameAllThatTheManifestSaysOtherwise() {
        var model = new OnnxGraph()
                .node("Identity", List.of("x"), List.of("y"))
                .input("x", OnnxGraph.DOUBLE, 7)
                .output("y", OnnxGraph.DOUBLE, 7)
                .build();

        assertThatThrownBy(() -> load(model, TestBundles.manifest("1")))
                .hasMessageContaining("the manifest names input 'features', but the model has [x]")
                .hasMessageContaining("the model has input 'x' (float64 [?, 7]), which the manifest doesn't name")
                .hasMessageContaining("output 'score', but the model has [y]");
    }

    @Test
    void shouldRefuseAnInputOfAnotherTypeShapeOrScoreColumn() {
        assertThatThrownBy(() -> load(identity(OnnxGraph.DOUBLE, 3), TestBundles.manifest("1")))
                .hasMessageContaining("input 'features' is float64, but the manifest says float32");
        assertThatThrownBy(() -> load(identity(OnnxGraph.FLOAT, 5), TestBundles.manifest("1")))
                .hasMessageContaining(
                        "input 'features' has shape [?, 5], 5 elements in a row, but the manifest names 3 features");
        var column = Output.score(TestModels.SCORE, 9, OptionalDouble.empty());
        assertThatThrownBy(() -> load(identity(OnnxGraph.FLOAT, 3), TestBundles.manifest("1", column)))
                .hasMessageContaining("column 9 of output 'score', which has 3");
    }

    @Test
    void shouldReadWeightsBesideTheModel() throws Exception {
        var weights = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        weights.putFloat(1).putFloat(10).putFloat(100);
        Files.createDirectories(folder.resolve("weights"));
        Files.write(folder.resolve("weights/w.bin"), weights.array());
        var file = new OnnxMaker()
                .input(TestModels.INPUT, OnnxMaker.FLOAT32, OnnxMaker.ANY, 3)
                .externalWeights("w", "weights/w.bin", 3, 1)
                .node("MatMul", List.of(TestModels.INPUT, "w"), List.of(TestModels.SCORE))
                .output(TestModels.SCORE, OnnxMaker.FLOAT32, OnnxMaker.ANY, 1)
                .make();

        try (var model = load(file, TestBundles.manifest("1"))) {
            assertThat(run(model.runner(1), 1, 2, 3).score(0)).isEqualTo(321);
        }
        Files.delete(folder.resolve("weights/w.bin"));
        assertThatThrownBy(() -> load(file, TestBundles.manifest("1")))
                .isInstanceOf(ExternalDataException.class)
                .hasMessageContaining("'weights/w.bin' isn't there");
    }

    @Test
    void shouldRefuseWhatIsNoModel() {
        assertThatThrownBy(() -> load(new byte[] {1, 2, 3}, TestBundles.manifest("1")))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("can't load");
    }

    @Test
    void shouldNameTheLocaleThatTheSystemLacks() {
        assertThatThrownBy(() -> lowered("KÄSE", "locale", "tr_XX.UTF-8"))
                .hasMessageContaining(
                        "the locale 'tr_XX.UTF-8', which this system lacks: install it (on Debian and Ubuntu:")
                .hasMessageContaining("set the attribute 'locale' of the model's StringNormalizer");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldChangeTheCaseOfStringsWithoutTheLocaleOfTheModel() throws Exception {
        assertThat(lowered("KÄSE ÉÑД")).isEqualTo("käse éñд");
        assertThat(lowered("KÄSE ÉÑД", "locale", "xx_XX.UTF-8")).isEqualTo("käse éñд");
        assertThat(lowered("KÄSE", "locale", "xx-XX")).isEqualTo("käse");
    }

    @Test
    void shouldKnowTheModelsOwnStringsWhateverTheirCharacters() throws Exception {
        var model = new OnnxMaker()
                .input("word", OnnxMaker.STRING, OnnxMaker.ANY)
                .ml(
                        "LabelEncoder",
                        List.of("word"),
                        List.of("class"),
                        "keys_strings",
                        new String[] {"\uD83D\uDE00", "käse"},
                        "values_strings",
                        new String[] {"\uD83D\uDE0E!", "ö"},
                        "default_string",
                        "\uD83E\uDD37")
                .output("class", OnnxMaker.STRING, OnnxMaker.ANY)
                .make();

        assertThat(answer(model, "class", "\uD83D\uDE00")).isEqualTo("\uD83D\uDE0E!");
        assertThat(answer(model, "class", "käse")).isEqualTo("ö");
        assertThat(answer(model, "class", "other")).isEqualTo("\uD83E\uDD37");
    }

    private String lowered(String word, Object... attributes) throws Exception {
        var all = new ArrayList<Object>(List.of("case_change_action", "LOWER", "is_case_sensitive", 0));
        all.addAll(List.of(attributes));
        var model = new OnnxMaker()
                .input("word", OnnxMaker.STRING, OnnxMaker.ANY)
                .node("StringNormalizer", List.of("word"), List.of("lower"), all.toArray())
                .output("lower", OnnxMaker.STRING, OnnxMaker.ANY)
                .make();
        return answer(model, "lower", word);
    }

    private String answer(byte[] model, String output, String word) throws Exception {
        var manifest = new Manifest(
                "words",
                "1",
                "",
                List.of(new Manifest.NeededFeature("word", FeatureDefinition.Type.STRING)),
                List.of(new Input("word", ElementType.STRING, List.of("word"))),
                Zoo.label(output),
                Instant.EPOCH,
                "");
        try (var loaded = load(model, manifest)) {
            return new JsonRows(loaded, 1)
                    .score(List.of(JsonNodeFactory.instance.objectNode().put("word", word)))
                    .get(0)
                    .get(output)
                    .asText();
        }
    }

    @Test
    void shouldRefuseToChangeAModelInOnnxRuntimesOwnFormat() {
        var model = ForeignZoo.ortFormat(new OnnxMaker()
                .input("features", OnnxMaker.UINT16, OnnxMaker.ANY, 3)
                .node("Cast", List.of("features"), List.of("score"), "to", OnnxMaker.FLOAT32)
                .output("score", OnnxMaker.FLOAT32, OnnxMaker.ANY, 3)
                .make());

        assertThatThrownBy(() -> load(model, TestBundles.manifest("1")))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(
                        "inputs [features] need a change of the model, which is in ONNX Runtime's own format");
    }

    @Test
    void shouldCompareGoldenVectorsWithinTheirTolerance() throws Exception {
        try (var model = load(TestModels.linear(0), TestBundles.manifest("1"))) {
            assertThat(golden(model, 10.0004)).isEmpty();
            assertThat(golden(model, 10.1))
                    .singleElement()
                    .asString()
                    .contains("must score 10.1")
                    .contains("gives 10.0");
            assertThat(golden(model, Double.NaN)).isNotEmpty();
        }
    }

    private static List<String> golden(OnnxModel model, double score) throws ScoringException {
        return new GoldenCheck(model, golden(score)).problems(32);
    }

    private static Golden golden(double score) {
        var vector = Golden.Vector.of(Map.of("amount", 10.0, "count", 0.0, "abroad", 0.0), score);
        return new Golden(1e-3, List.of(vector));
    }

    private static byte[] identity(int type, int width) {
        return new OnnxGraph()
                .node("Identity", List.of(TestModels.INPUT), List.of(TestModels.SCORE))
                .input(TestModels.INPUT, type, width)
                .output(TestModels.SCORE, type, width)
                .build();
    }

    private static Manifest manifestOfNetwork() {
        var names = IntStream.range(0, 30).mapToObj(i -> "f" + i).toList();
        return new Manifest(
                "network",
                "1",
                "f",
                names.stream()
                        .map(name -> new Manifest.NeededFeature(
                                name, io.sluicegate.pipeline.config.FeatureDefinition.Type.DOUBLE))
                        .toList(),
                List.of(Input.matrix(TestModels.INPUT, names)),
                Output.score(TestModels.SCORE, 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "");
    }

    private OnnxModel load(byte[] model, Manifest manifest) throws IOException, BadModelException {
        return OnnxModel.load(Files.write(folder.resolve("model.onnx"), model), manifest);
    }
}
