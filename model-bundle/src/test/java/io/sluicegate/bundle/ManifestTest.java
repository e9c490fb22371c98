package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.platform.config.ConfigException;
import io.sluicegate.platform.config.FeatureDefinition;
import io.sluicegate.platform.config.FeatureDefinition.Field;
import io.sluicegate.platform.config.FeatureDefinition.Type;
import io.sluicegate.platform.config.FeatureSet;
import io.sluicegate.platform.config.Problem;
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

    private static FeatureDefinition feature(String name, Type type) {
        return new FeatureDefinition(name, type, new Field(name, false));
    }
}
