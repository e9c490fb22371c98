package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.WeightFiles;
import io.sluicegate.bundle.onnx.InferredManifest;
import io.sluicegate.bundle.onnx.ManifestInference;
import io.sluicegate.bundle.onnx.OnnxFile;
import io.sluicegate.bundle.onnx.OnnxFileReader;
import io.sluicegate.bundle.onnx.OnnxValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a bundle of a model: infers what nobody says, and says what it inferred. */
@Command(
        name = "create",
        description = "Make a bundle of an ONNX model; what the manifest leaves out is inferred from the model.",
        mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The ONNX model.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The model's name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = {"-v", "--version"},
            required = true,
            paramLabel = "VERSION",
            description = "The new version.")
    @SuppressWarnings("NullAway.Init")
    private String version;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to make the bundle in.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "YAML with any part of a manifest; the rest is inferred.")
    private @Nullable Path manifest;

    @Option(
            names = "--features",
            paramLabel = "FILE",
            description =
                    "Rows that the model was trained on, as backfill writes them (.avro) or as one JSON object a line"
                            + " (.jsonl): names of features, the reference for drift, and golden vectors.")
    private @Nullable Path features;

    @Override
    public Integer call() throws Exception {
        var file = read(model);
        var training = features == null ? null : TrainingRows.read(features, feature -> element(file, feature));
        var inferred = infer(file, training);
        inferred.notes().forEach(note -> System.out.println("inferred: " + note));
        var published = write(draft(inferred, training));
        System.out.println("The bundle of " + name + "@" + version + " is at " + published.location());
        System.out.println("Its digest is " + published.digest());
        return 0;
    }

    /** The type of the elements of the input that a feature fills, as far as names tell. */
    private static Optional<ElementType> element(OnnxFile file, String feature) {
        return file.input(feature)
                .or(() -> file.inputs().size() == 1 ? Optional.of(file.inputs().get(0)) : Optional.empty())
                .flatMap(OnnxValue::type);
    }

    private BundleStore.Published write(BundleDraft draft) throws IOException {
        try {
            return BundleStore.write(draft.withWeightsOf(model), out);
        } catch (WeightFiles.Outside | IllegalArgumentException | IllegalStateException e) {
            throw new Unusable(String.valueOf(e.getMessage()), e);
        }
    }

    static OnnxFile read(Path model) {
        if (!Files.isRegularFile(model)) {
            throw new Unusable("there is no file " + model);
        }
        try {
            return OnnxFileReader.read(model);
        } catch (IOException e) {
            throw new Unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private InferredManifest infer(OnnxFile file, @Nullable TrainingRows training) throws IOException {
        var given = manifest == null
                ? PartialManifest.NOTHING
                : PartialManifest.read(manifest.getFileName().toString(), Files.readString(manifest));
        try {
            return ManifestInference.infer(
                    file,
                    name,
                    version,
                    given,
                    training == null ? List.of() : training.features(),
                    training == null ? "" : training.featureSet());
        } catch (InferredManifest.Impossible e) {
            throw new Unusable(model + ": " + e.getMessage(), e);
        }
    }

    private BundleDraft draft(InferredManifest inferred, @Nullable TrainingRows training) throws IOException {
        var maker = new BundleMaker(model, inferred.manifest());
        var bytes = Files.readAllBytes(model);
        if (training == null) {
            System.out.println(
                    "inferred: the golden vectors are made up, and there is no reference for drift; name rows"
                            + " that the model was trained on with --features");
            return maker.draft(bytes);
        }
        training.check(inferred.manifest());
        return maker.draft(training, bytes);
    }
}
