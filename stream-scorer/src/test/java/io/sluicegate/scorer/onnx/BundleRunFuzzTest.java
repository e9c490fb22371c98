package io.sluicegate.scorer.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.testing.Fuzz;
import io.sluicegate.testing.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound model with any manifest and any golden vectors: it is run as they say, or refused with an error that has a name. */
class BundleRunFuzzTest {
    private static final int BATCH = 5;

    @TempDir
    private Path folder;

    @Test
    void shouldRunOrRefuseWhateverTheManifestAndTheGoldenVectorsSay() throws Exception {
        var before = OnnxModel.openSessions();
        var version = new TestBundles(folder).linear(1);
        var files = List.of("manifest.yaml", "golden.json");

        System.out.println("manifests and golden vectors with a model: "
                + Fuzz.run(random -> {
                    var file = Path.of(version.getLocation()).resolve(files.get(random.nextInt(files.size())));
                    var original = Files.readAllBytes(file);
                    replace(
                            file,
                            Mutation.text(new String(original, UTF_8), random).getBytes(UTF_8));
                    try {
                        return BundleStore.open(version.getLocation()) instanceof Opened.Whole whole
                                ? run(whole.bundle())
                                : "CORRUPT";
                    } finally {
                        replace(file, original);
                    }
                }));

        assertThat(OnnxModel.openSessions()).isEqualTo(before);
    }

    private static String run(Bundle bundle) {
        try (var model = OnnxModel.load(bundle.model(), bundle.manifest())) {
            var golden = new GoldenCheck(model, bundle.golden());
            if (!golden.unfit().isEmpty()) {
                return "GOLDEN_MISMATCH";
            }
            var unused = BatchCheck.run(model, bundle.golden(), BATCH);
            return golden.problems(BATCH).isEmpty() ? "READY" : "GOLDEN_MISMATCH";
        } catch (BadModelException | ScoringException e) {
            return "BAD_MODEL";
        }
    }

    /** Writing over a file would wait for the disk. */
    private static void replace(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, content);
    }
}
