package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.records.DefinitionCheck;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ManifestTest {
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
                        new Input("x", List.of("country", "amount")),
                        new Output("p", -1, OptionalDouble.empty()),
                        Instant.EPOCH,
                        ""))
                .hasMessageContaining("model 'fraud/model'")
                .hasMessageContaining("version '..'")
                .hasMessageContaining("'country', which is a string")
                .hasMessageContaining("'amount', which features doesn't list")
                .hasMessageContaining("output.index is -1");
    }

    @Test
    void shouldRefuseAnotherFormat() {
        var yaml = ManifestWriter.write(Drafts.manifest("1")).replace("format: 1", "format: 2");

        assertThatThrownBy(() -> ManifestReader.read(yaml)).hasMessageContaining("manifest.yaml:1: format: is 2");
    }

    @Test
    void shouldRefuseWhatIsNotYaml() {
        assertThatThrownBy(() -> ManifestReader.read("a: ["))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manifest.yaml:1: is no YAML");
    }

    @Test
    void shouldNameAllThatIsMissing() {
        assertThatThrownBy(() -> ManifestReader.read("model: m\ninput:\n  type: int64\ncreated: today"))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .filteredOn(problem -> problem.what().equals("is missing"))
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder(
                                "format",
                                "version",
                                "feature-set",
                                "features",
                                "input.name",
                                "input.features",
                                "output.score",
                                "trained-on"))
                .hasMessageContaining("manifest.yaml:3: input.type: 'int64' is not float32")
                .hasMessageContaining("manifest.yaml:4: created: 'today' is not a time");
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

        assertThat(ManifestReader.read(yaml).output()).isEqualTo(new Output("probability", 0, OptionalDouble.empty()));
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
                draft.input(),
                draft.output(),
                draft.created(),
                draft.trainedOn());
    }

    private static FeatureDefinition feature(String name, Type type) {
        return new FeatureDefinition(name, type, new Field(name, false));
    }
}
