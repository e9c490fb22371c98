package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.records.DefinitionCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final VectorForm PIXELS = new VectorForm(Element.UINT8, List.of(1, 28, 28));

    @Test
    void shouldReadWhatItWrote() {
        var manifest = Drafts.manifest("2026-01.3");

        assertThat(ManifestReader.read(ManifestWriter.write(manifest))).isEqualTo(manifest);
    }

    @Test
    void shouldReadAVersionThatLooksLikeANumber() {
        assertThat(ManifestReader.read(ManifestWriter.write(Drafts.manifest("1.10")))
                        .version())
                .isEqualTo("1.10");
    }

    @Test
    void shouldRefuseContradictionsAllAtOnce() {
        assertThatThrownBy(() -> new Manifest(
                        "fraud/model",
                        "..",
                        "f",
                        List.of(new NeededFeature("country", Type.STRING)),
                        List.of(
                                Input.matrix("x", List.of("country", "amount")),
                                new Input(
                                        "n",
                                        ElementType.INT64,
                                        List.of("country"),
                                        Optional.of(List.of(0L)),
                                        true,
                                        Missing.NAN),
                                new Input(
                                        "n",
                                        ElementType.UINT8,
                                        List.of(),
                                        Optional.empty(),
                                        true,
                                        Missing.value("300"))),
                        Output.score("p", -1, OptionalDouble.empty()),
                        Instant.EPOCH,
                        ""))
                .hasMessageContaining("model 'fraud/model'")
                .hasMessageContaining("version '..'")
                .hasMessageContaining("input 'x' is float32, but feature 'country' is a string")
                .hasMessageContaining("input 'x' names 'amount', which features doesn't list")
                .hasMessageContaining("inputs lists 'n' 2 times")
                .hasMessageContaining("input 'n' has shape [0]")
                .hasMessageContaining("input 'n' is int64, which has no NaN")
                .hasMessageContaining("input 'n' names no features")
                .hasMessageContaining("input 'n' puts '300' for missing values, which is no uint8")
                .hasMessageContaining("output.index is -1");
    }

    @Test
    void shouldRefuseAnswersThatContradictThemselves() {
        assertThatThrownBy(() -> withOutput(new Output(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.of(0.5),
                        Optional.of(new Calibration.Platt(-1, 0)))))
                .hasMessageContaining("output has a threshold, but no score")
                .hasMessageContaining("output has a calibration, but no score")
                .hasMessageContaining("output names neither a score nor a label");
    }

    @Test
    void shouldReadAllThatItWroteOfAnySignature() {
        var isotonic = new Calibration.Isotonic(List.of(new Calibration.Point(0.1, 0), new Calibration.Point(0.9, 1)));
        var classes = new Manifest.Probabilities("p", List.of("no", "yes"));
        for (var output : List.of(
                new Output(
                        Optional.of(new Manifest.Score("p", new Manifest.Place.Key("yes"))),
                        Optional.of("label"),
                        Optional.of(classes),
                        OptionalDouble.of(0.5),
                        Optional.of(isotonic)),
                new Output(
                        Optional.of(new Manifest.Score("p", new Manifest.Place.Highest())),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.of(new Calibration.Platt(-1.5, 0.25))),
                new Output(
                        Optional.empty(),
                        Optional.of("label"),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()))) {
            var manifest = withOutput(output);
            assertThat(ManifestReader.read(ManifestWriter.write(manifest))).isEqualTo(manifest);
        }
    }

    private static Manifest withOutput(Output output) {
        return new Manifest(
                "m",
                "1",
                "f",
                List.of(new NeededFeature("country", Type.STRING), new NeededFeature("amount", Type.DOUBLE)),
                List.of(
                        new Input(
                                "words",
                                ElementType.STRING,
                                List.of("country"),
                                Optional.of(List.of(1L)),
                                false,
                                Missing.value("?")),
                        new Input("x", ElementType.FLOAT16, List.of("amount")),
                        new Input("n", ElementType.UINT64, List.of("amount"))),
                output,
                Instant.EPOCH,
                "");
    }

    @Test
    void shouldReadTheFormOfAVectorThatItWrote() {
        var pixels = new NeededFeature("pixels", PIXELS);
        var manifest = withVectors(pixels, new Input("image", ElementType.FLOAT32, List.of("pixels")));

        var yaml = ManifestWriter.write(manifest);

        assertThat(yaml).contains("  type: vector\n  elements: uint8\n  shape:\n  - 1\n  - 28\n  - 28\n");
        assertThat(ManifestReader.read(yaml)).isEqualTo(manifest);
        assertThat(manifest.elements(manifest.inputs().get(0))).isEqualTo(784);
        assertThat(manifest.vector(manifest.inputs().get(0))).contains(PIXELS);
    }

    @Test
    void shouldCountTheElementsOfVectorsBesideNumbers() {
        var input = new Input("x", ElementType.FLOAT32, List.of("amount", "pixels", "amount"));

        var manifest = withVectors(new NeededFeature("pixels", PIXELS), input);

        assertThat(manifest.elements(input)).isEqualTo(786);
        assertThat(manifest.vector(input)).isEmpty();
    }

    @Test
    void shouldRefuseVectorsForTextsAndFormsThatAreNone() {
        assertThatThrownBy(() -> withVectors(
                        new NeededFeature("pixels", PIXELS), new Input("w", ElementType.STRING, List.of("pixels"))))
                .hasMessageContaining("input 'w' is string, but feature 'pixels' is a vector of uint8 [1, 28, 28]");
        assertThatThrownBy(() -> new NeededFeature("pixels", Type.VECTOR)).hasMessageContaining("feature 'pixels'");
        var yaml = ManifestWriter.write(withVectors(
                new NeededFeature("pixels", PIXELS), new Input("x", ElementType.FLOAT32, List.of("pixels"))));
        assertThatThrownBy(() -> ManifestReader.read(yaml.replace("  elements: uint8\n", "")))
                .hasMessageContaining("features[1].elements: is missing");
        assertThatThrownBy(() -> ManifestReader.read(yaml.replace("  - 28\n", "  - 2800\n")))
                .hasMessageContaining("features[1].shape: a vector of uint8 [1, 2800, 2800] takes 7840000 bytes");
        assertThatThrownBy(() -> ManifestReader.read(yaml.replace("type: vector", "type: double")))
                .hasMessageContaining("features[1].elements: is an unknown key");
    }

    @Test
    void shouldBindVectorsOfTheSameFormAlone() {
        var manifest = withVectors(
                new NeededFeature("pixels", PIXELS), new Input("x", ElementType.FLOAT32, List.of("pixels")));
        var other = new VectorForm(Element.UINT8, List.of(784));

        assertThat(InputBinding.problems(manifest, given(PIXELS))).isEmpty();
        assertThat(InputBinding.problems(manifest, given(other)))
                .containsExactly(
                        "the model needs feature 'pixels' as vector of uint8 [1, 28, 28], the feature set gives"
                                + " it as vector of uint8 [784]");
        assertThat(Manifest.needed(given(PIXELS), List.of("pixels")).get(0).vector())
                .contains(PIXELS);
    }

    private static FeatureSet given(VectorForm form) {
        return new FeatureSet(List.of(
                feature("amount", Type.DOUBLE), new FeatureDefinition("pixels", form, new Field("pixels", false))));
    }

    private static Manifest withVectors(NeededFeature vector, Input input) {
        return new Manifest(
                "m",
                "1",
                "f",
                List.of(new NeededFeature("amount", Type.DOUBLE), vector),
                List.of(input),
                Output.score("y", 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "");
    }

    @Test
    void shouldReadTheFirstFormat() {
        var yaml = """
                format: 1
                model: fraud-model
                version: '1'
                feature-set: fingerprint
                features:
                - name: amount
                  type: double
                - name: abroad
                  type: boolean
                input:
                  name: features
                  type: float32
                  features: [amount, abroad]
                output:
                  score: probability
                  index: 1
                  threshold: 0.5
                created: '2026-01-31T12:00:00Z'
                trained-on: 'the rows of January: all of them'
                """;

        assertThat(ManifestReader.read(yaml)).isEqualTo(Drafts.manifest("1"));
    }

    @Test
    void shouldRefuseALaterFormat() {
        var yaml = ManifestWriter.write(Drafts.manifest("1")).replace("format: 2", "format: 3");

        assertThatThrownBy(() -> ManifestReader.read(yaml))
                .hasMessageContaining("manifest.yaml:1: format: is 3, this release reads 1 to 2");
    }

    @Test
    void shouldNameEachProblemOfAnInputOrTheOutput() {
        var yaml = """
                format: 2
                model: m
                version: '1'
                feature-set: f
                features:
                - name: a
                  type: double
                inputs:
                - name: x
                  type: float33
                  features: [a]
                  missing: zero
                - name: y
                  type: int8
                  features: [a]
                  missing: reject
                  missing-value: '0'
                output:
                  score: p
                  index: 1
                  highest: true
                  calibration:
                    isotonic:
                    - raw: 0.5
                      calibrated: 0.5
                    - raw: 0.5
                      calibrated: 0.6
                created: '2026-01-31T12:00:00Z'
                trained-on: ''
                """;

        assertThatThrownBy(() -> ManifestReader.read(yaml))
                .hasMessageContaining("manifest.yaml:10: inputs[0].type: 'float33' is not one of float32, float64")
                .hasMessageContaining("manifest.yaml:12: inputs[0].missing: 'zero' is not nan or reject")
                .hasMessageContaining("inputs[1].missing: can't stand beside missing-value")
                .hasMessageContaining("output: names the score's place more than once")
                .hasMessageContaining("point 2 of the isotonic calibration");
    }

    @Test
    void shouldRefuseWhatIsNotYaml() {
        assertThatThrownBy(() -> ManifestReader.read("a: ["))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manifest.yaml:1: is no YAML");
    }

    @Test
    void shouldNameAllThatIsMissing() {
        assertThatThrownBy(() -> ManifestReader.read("format: 1\nmodel: m\ninput:\n  type: int64\ncreated: today"))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .filteredOn(problem -> problem.what().equals("is missing"))
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder(
                                "version",
                                "feature-set",
                                "features",
                                "input.name",
                                "input.features",
                                "output.score",
                                "trained-on"))
                .hasMessageContaining("manifest.yaml:4: input.type: 'int64' is not float32")
                .hasMessageContaining("manifest.yaml:5: created: 'today' is not a time");
    }

    @Test
    void shouldRefuseContradictionsInAFile() {
        var yaml = ManifestWriter.write(Drafts.manifest("1")).replace("version: '1'", "version: '..'");

        assertThatThrownBy(() -> ManifestReader.read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manifest.yaml: version '..' can't name a folder");
    }

    @Test
    void shouldTakeNothingFromOutside() {
        var written = Drafts.manifest("1", "${HOME} and ${file:/etc/hostname} and $${x}");

        assertThat(ManifestReader.read(ManifestWriter.write(written))).isEqualTo(written);
    }

    @Test
    void shouldReadWithoutWhatCanBeLeftOut() {
        var yaml = ManifestWriter.write(Drafts.manifest("1"))
                .replaceFirst(" +index: 1\n", "")
                .replaceFirst(" +threshold: 0.5\n", "");

        assertThat(ManifestReader.read(yaml).output())
                .isEqualTo(Output.score("probability", 0, OptionalDouble.empty()));
    }

    @Test
    void shouldBindByNameAndTypeAndNameAllProblems() {
        var given = new FeatureSet(List.of(feature("abroad", Type.LONG)));

        assertThat(InputBinding.problems(Drafts.manifest("1"), given))
                .containsExactly(
                        "the model needs feature 'amount', which the feature set lacks",
                        "the model needs feature 'abroad' as boolean, the feature set gives it as long");
    }

    @Test
    void shouldBindInAnyOrder() {
        var given = new FeatureSet(
                List.of(feature("abroad", Type.BOOLEAN), feature("more", Type.STRING), feature("amount", Type.DOUBLE)));

        assertThat(InputBinding.problems(Drafts.manifest("1"), given)).isEmpty();
    }

    @Test
    void shouldCarryTheDefinitionsOfWhatTheModelNeeds() {
        var set = new FeatureSet(
                List.of(feature("abroad", Type.BOOLEAN), feature("more", Type.STRING), feature("amount", Type.DOUBLE)));

        var written = withFeatures(Manifest.needed(set, List.of("amount", "abroad")));

        var read = ManifestReader.read(ManifestWriter.write(written));
        assertThat(read).isEqualTo(written);
        assertThat(read.features())
                .extracting(NeededFeature::name, needed -> needed.definition().orElseThrow())
                .containsExactly(
                        tuple("abroad", set.definitions().get("abroad")),
                        tuple("amount", set.definitions().get("amount")));
    }

    @Test
    void shouldTellSameFromDifferentDefinitionsAndSayWhenItCannotTell() {
        var trained = new FeatureSet(List.of(feature("amount", Type.DOUBLE), feature("abroad", Type.BOOLEAN)));
        var now = new FeatureSet(List.of(
                new FeatureDefinition("amount", Type.DOUBLE, new Field("net", false)),
                feature("abroad", Type.BOOLEAN)));
        var manifest = withFeatures(Manifest.needed(trained, List.of("amount", "abroad")));

        var same = DefinitionComparison.of(manifest, trained.definitions());
        var different = DefinitionComparison.of(manifest, now.definitions());
        var unchecked = DefinitionComparison.of(Drafts.manifest("1"), now.definitions());

        assertThat(same.check()).isEqualTo(DefinitionCheck.SAME);
        assertThat(different.check()).isEqualTo(DefinitionCheck.DIFFERENT);
        assertThat(different.differences())
                .containsExactly(
                        "feature 'amount' was {\"field\":\"amount\",\"type\":\"double\",\"v\":1} where the model was trained, "
                                + "here it is {\"field\":\"net\",\"type\":\"double\",\"v\":1}");
        assertThat(unchecked).isEqualTo(DefinitionComparison.UNCHECKED);
    }

    private static Manifest withFeatures(List<NeededFeature> features) {
        var draft = Drafts.manifest("1");
        return new Manifest(
                draft.model(),
                draft.version(),
                draft.featureSetFingerprint(),
                features,
                draft.inputs(),
                draft.output(),
                draft.created(),
                draft.trainedOn());
    }

    private static FeatureDefinition feature(String name, Type type) {
        return new FeatureDefinition(name, type, new Field(name, false));
    }
}
