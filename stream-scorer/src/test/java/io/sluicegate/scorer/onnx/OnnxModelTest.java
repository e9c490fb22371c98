package io.sluicegate.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.records.GoldenVector;
import io.sluicegate.records.GoldenVectors;
import io.sluicegate.records.ModelOutput;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.OnnxGraph;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
    @TempDir
    Path folder;

    @Test
    void shouldScoreABatch() throws Exception {
        try (var model = load(TestModels.linear(1_000), TestBundles.manifest("1"))) {
            var runner = model.runner(4);

            runner.begin().put(new float[] {1, 2, 1, 5, 0, 0});
            var outputs = runner.run();

            assertThat(outputs.score(0)).isEqualTo(1_121);
            assertThat(outputs.score(1)).isEqualTo(1_005);
        }
    }

    @Test
    void shouldUseItsBufferAgain() throws Exception {
        try (var model = load(TestModels.linear(0), TestBundles.manifest("1"))) {
            var runner = model.runner(2);
            for (var i = 0; i < 100; i++) {
                runner.begin().put(new float[] {i, 0, 0});
                assertThat(runner.run().score(0)).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldGiveTheSameScoresInAnyBatch() throws Exception {
        try (var model = load(TestModels.network(), manifestOfNetwork())) {
            var rows = new float[32 * 30];
            IntStream.range(0, rows.length).forEach(i -> rows[i] = i % 17 / 17f);
            var batch = model.runner(32);
            batch.begin().put(rows);
            var together = batch.run();
            var single = model.runner(1);
            for (var row = 0; row < 32; row++) {
                single.begin().put(rows, row * 30, 30);
                assertThat(together.score(row)).isCloseTo(single.run().score(0), within(1e-6));
            }
        }
    }

    @Test
    void shouldPassOnAllOutputsAndTakeTheScoreByNameAndIndex() throws Exception {
        var manifest = TestBundles.manifest("1", new Output("probabilities", 1, OptionalDouble.empty()));
        try (var model = load(TestModels.manyOutputs(), manifest)) {
            var runner = model.runner(2);
            runner.begin().put(new float[] {0, 0, 0, 3, 0, 0});

            var outputs = runner.run();

            assertThat(outputs.score(1)).isEqualTo(6);
            assertThat(written(outputs, 1))
                    .containsExactly(
                            new ModelOutput("label", List.of(1.0)),
                            new ModelOutput("probabilities", List.of(3.0, 6.0)),
                            new ModelOutput("most", List.of(6.0)),
                            new ModelOutput("none", List.of()));
        }
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
            runner.begin().put(new float[] {1, 0, 0, 99, 0, 0});
            assertThatThrownBy(runner::run).isInstanceOf(ScoringException.class).hasMessageContaining("test-model@1");

            runner.begin().put(new float[] {1, 0, 0});
            assertThat(runner.run().score(0)).isZero();
        }
    }

    @Test
    void shouldRefuseZipMap() {
        assertThatThrownBy(() -> load(TestModels.zipMap(), TestBundles.manifest("1")))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("ZipMap")
                .hasMessageContaining("zipmap=False");
    }

    @Test
    void shouldNameAllThatTheManifestSaysOtherwise() {
        var model = new OnnxGraph()
                .node("Identity", List.of("x"), List.of("y"))
                .input("x", OnnxGraph.DOUBLE, 7)
                .output("y", OnnxGraph.DOUBLE, 7)
                .build();

        assertThatThrownBy(() -> load(model, TestBundles.manifest("1")))
                .hasMessageContaining("one input, 'features', but the model has [x]")
                .hasMessageContaining("output 'score', but the model has [y]");
    }

    @Test
    void shouldRefuseAnInputOfAnotherTypeShapeOrScoreColumn() {
        assertThatThrownBy(() -> load(identity(OnnxGraph.DOUBLE, 3), TestBundles.manifest("1")))
                .hasMessageContaining("not a float32 tensor");
        assertThatThrownBy(() -> load(identity(OnnxGraph.FLOAT, 5), TestBundles.manifest("1")))
                .hasMessageContaining("3 features");
        var column = new Output(TestModels.SCORE, 9, OptionalDouble.empty());
        assertThatThrownBy(() -> load(identity(OnnxGraph.FLOAT, 3), TestBundles.manifest("1", column)))
                .hasMessageContaining("column 9 of output 'score', which has 3");
    }

    @Test
    void shouldRefuseWhatIsNoModel() {
        assertThatThrownBy(() -> load(new byte[] {1, 2, 3}, TestBundles.manifest("1")))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("can't load");
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

    @Test
    void shouldWarmUp() throws Exception {
        try (var model = load(TestModels.linear(0), TestBundles.manifest("1"))) {
            WarmUp.run(model, 32);
        }
    }

    private static List<String> golden(OnnxModel model, double score) throws ScoringException {
        var vector = new GoldenVector(Map.of("amount", 10.0, "count", 0.0, "abroad", 0.0), score);
        return new GoldenCheck(model, new GoldenVectors(1e-3, List.of(vector))).problems(32);
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
                new Input(TestModels.INPUT, names),
                new Output(TestModels.SCORE, 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "");
    }

    private OnnxModel load(byte[] model, Manifest manifest) throws IOException, BadModelException {
        return OnnxModel.load(Files.write(folder.resolve("model.onnx"), model), manifest);
    }
}
