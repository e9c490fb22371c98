package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.platform.config.FeatureDefinition;
import io.sluicegate.platform.config.FeatureDefinition.Field;
import io.sluicegate.platform.config.FeatureDefinition.Type;
import io.sluicegate.platform.config.FeatureSet;
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

        assertThatThrownBy(() -> ManifestReader.read(yaml)).hasMessageContaining("line 1: format is 2");
    }

    @Test
    void shouldRefuseWhatIsNotYaml() {
        assertThatThrownBy(() -> ManifestReader.read("a: [")).isInstanceOf(InvalidManifestException.class);
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
