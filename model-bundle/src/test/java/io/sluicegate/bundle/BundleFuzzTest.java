package io.sluicegate.bundle;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sluicegate.bundle.onnx.InferredManifest.Impossible;
import io.sluicegate.bundle.onnx.ManifestInference;
import io.sluicegate.bundle.onnx.OnnxFileReader;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.testing.Fuzz;
import io.sluicegate.testing.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a bundle's files hold: it is read, or refused with an error that has a name. */
class BundleFuzzTest {
    private static final String NOT_FORESEEN =
            "NullPointer|ClassCast|IndexOutOfBounds|ArithmeticException|IllegalState|NegativeArraySize|IllegalArgument";

    private static final List<String> MANIFESTS = List.of(ManifestWriter.write(Drafts.manifest("1")), """
            format: 2
            model: credit
            version: '7'
            feature-set: 5f0c
            features:
            - {name: age, type: double, definition: '{"field":"age"}'}
            - {name: visits, type: long}
            - {name: color, type: string}
            inputs:
            - name: numbers
              type: float32
              features: [age, visits]
              shape: [-1]
              missing: nan
            - {name: color, type: string, features: [color], missing-value: unknown, batched: false}
            output:
              score: probabilities
              index: 1
              label: label
              probabilities: probabilities
              classes: ['no', 'yes']
              threshold: 0.5
              calibration:
                isotonic: [{raw: 0, calibrated: 0.1}, {raw: 1, calibrated: 0.9}]
            created: '2026-01-31T12:00:00Z'
            trained-on: all accounts of January
            """);

    private static final String GOLDEN = """
            {"tolerance": 1e-5, "vectors": [
              {"features": {"amount": 1.5, "abroad": null}, "score": 0.25},
              {"features": {"amount": "NaN", "abroad": {"double": 1}},
               "outputs": {"probability": [[0.1, 0.9]], "map": {"a": 1}}}]}
            """;

    private static final List<byte[]> MODELS = List.of(
            new OnnxMaker()
                    .input("age", FLOAT32, ANY, 1)
                    .input("color", STRING, 4, 3)
                    .input("n", INT64, 2, ANY)
                    .inputOfAnyShape("any", FLOAT32)
                    .weights("age", new long[] {1, 1}, 1)
                    .ml(
                            "LinearClassifier",
                            List.of("age"),
                            List.of("label", "probabilities"),
                            "classlabels_strings",
                            new String[] {"no", "yes"})
                    .ml("ZipMap", List.of("probabilities"), List.of("map"), "classlabels_strings", new String[] {
                        "no", "yes"
                    })
                    .output("label", STRING, ANY)
                    .output("probabilities", FLOAT32, ANY, 2)
                    .mapOutput("map", STRING)
                    .sequenceOutput("sequence")
                    .make(),
            new OnnxMaker()
                    .input("x", FLOAT32, ANY, 28, 28)
                    .externalWeights("w", "weights.bin", 784, 10)
                    .node("Flatten", List.of("x"), List.of("flat"))
                    .node("MatMul", List.of("flat", "w"), List.of("y"))
                    .output("y", FLOAT32, ANY, 10)
                    .make());

    @TempDir
    private Path folder;

    @Test
    void shouldReadOrRefuseManifests() {
        System.out.println("manifests: "
                + Fuzz.run(random -> {
                    var yaml = Mutation.text(MANIFESTS.get(random.nextInt(MANIFESTS.size())), random);
                    var given = random.nextBoolean();
                    try {
                        assertThat(given ? ManifestReader.readPartial("given.yaml", yaml) : ManifestReader.read(yaml))
                                .isNotNull();
                        return "read";
                    } catch (ConfigException e) {
                        assertThat(e.problems()).isNotEmpty();
                        return "refused";
                    }
                }));
    }

    @Test
    void shouldReadOrRefuseGoldenVectors() {
        System.out.println("golden vectors: "
                + Fuzz.run(random -> {
                    try {
                        assertThat(GoldenFile.read(Mutation.text(GOLDEN, random).getBytes(UTF_8)))
                                .isNotNull();
                        return "read";
                    } catch (IOException e) {
                        assertThat(e).hasMessageContaining(BundleFiles.GOLDEN);
                        return "refused";
                    }
                }));
    }

    @Test
    void shouldReadOrRefuseModels() {
        var file = folder.resolve("model.onnx");
        System.out.println("models: "
                + Fuzz.run(random -> {
                    replace(file, model(random));
                    try {
                        var read = OnnxFileReader.read(file);
                        assertThat(read.external()).containsExactlyElementsOf(WeightFiles.named(file));
                        ManifestInference.infer(read, "model", "1", PartialManifest.NOTHING, List.of(), "");
                        return "read";
                    } catch (IOException e) {
                        assertThat(e).hasMessageContaining("is no ONNX file");
                        return "refused";
                    } catch (Impossible e) {
                        assertThat(e.getMessage()).isNotBlank();
                        return "no manifest";
                    }
                }));
    }

    /** Writing over a file would wait for the disk. */
    private static void replace(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, content);
    }

    private static byte[] model(Random random) throws IOException {
        var original = MODELS.get(random.nextInt(MODELS.size()));
        return random.nextInt(3) == 0
                ? Mutation.bytes(original, random)
                : Mutation.message(ModelProto.parseFrom(original), random).toByteArray();
    }

    @Test
    void shouldOpenOrRefuseBundles() throws IOException {
        var bundle = BundleStore.write(Drafts.draft("1", "a model"), folder.resolve("bundle"));
        var files = List.of(BundleFiles.MANIFEST, BundleFiles.GOLDEN, BundleFiles.REFERENCE);
        System.out.println("bundles: "
                + Fuzz.run(random -> {
                    var file = Path.of(bundle.location()).resolve(files.get(random.nextInt(files.size())));
                    var original = Files.readAllBytes(file);
                    Files.write(
                            file,
                            Mutation.text(new String(original, UTF_8), random).getBytes(UTF_8));
                    try {
                        if (BundleStore.open(bundle.location()) instanceof Opened.Refused refused) {
                            assertThat(refused.fault()).isEqualTo(Opened.Fault.CORRUPT);
                            assertThat(refused.message()).isNotBlank().doesNotContainPattern(NOT_FORESEEN);
                            return "refused";
                        }
                        return "opened";
                    } finally {
                        replace(file, original);
                    }
                }));
    }
}
