package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.onnx.InferredManifest;
import io.sluicegate.bundle.onnx.ManifestInference;
import io.sluicegate.bundle.onnx.OnnxFile;
import io.sluicegate.bundle.onnx.OnnxValue;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.onnx.ModelFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a bundle of a model: infers what nobody says, and says what it inferred. */
@Command(
        name = "create",
        description = "Make a bundle of an ONNX model; what the manifest leaves out is inferred from the model.",
        footer = "  sluicegate bundle create --model model.onnx --name orders --version 1 --out orders-1")
public final class CreateCommand extends DeskCommand {
    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The ONNX model.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The model's name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = {"-v", "--version", "--model-version"},
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

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "FILE",
            description = "A pipeline's YAML file: the bundle gets the definitions of its features, which are then"
                    + " checked when the version serves.")
    private @Nullable Path pipeline;

    /**
     * Makes a bundle for a pipeline, as the command does.
     *
     * @throws Unusable if the model or the pipeline's features don't allow it
     */
    public static void create(
            Path model,
            String name,
            String version,
            Path out,
            Optional<Path> manifest,
            Optional<Path> features,
            Path pipeline) {
        var command = new CreateCommand();
        command.model = model;
        command.name = name;
        command.version = version;
        command.out = out;
        command.manifest = manifest.orElse(null);
        command.features = features.orElse(null);
        command.pipeline = pipeline;
        var unused = command.call();
    }

    @Override
    void run() throws IOException {
        var file = read(model).file();
        var known = new KnownFeatures(
                pipeline == null
                        ? null
                        : PipelineConfigReader.read(pipeline, System.getenv()).features(),
                features == null ? null : TrainingRows.read(features, feature -> element(file, feature)));
        var inferred = infer(file, known);
        inferred.notes().forEach(note -> System.out.println("inferred: " + note));
        var complete = known.complete(inferred.manifest());
        if (known.pipeline() != null) {
            check(complete, known.pipeline());
        }
        write(made(file, complete, known.training()));
    }

    /** The type of the elements of the input that a feature fills, as far as names tell. */
    private static Optional<ElementType> element(OnnxFile file, String feature) {
        return file.input(feature)
                .or(() -> file.inputs().size() == 1 ? Optional.of(file.inputs().get(0)) : Optional.empty())
                .flatMap(OnnxValue::type);
    }

    /** What a model says of itself. */
    public static ModelFile read(Path model) throws IOException {
        if (!Files.isRegularFile(model)) {
            throw Files.isDirectory(model)
                    ? new CommandFailed(Message.WRONG_KIND_OF_FILE, model, "a folder", "an ONNX file")
                    : new CommandFailed(Message.FILE_MISSING, model);
        }
        return ModelFile.read(model);
    }

    private InferredManifest infer(OnnxFile file, KnownFeatures known) throws IOException {
        var given =
                manifest == null ? PartialManifest.NOTHING : PartialManifest.read(manifest.toString(), text(manifest));
        try {
            return ManifestInference.infer(file, name, version, given, known.features(), known.featureSet());
        } catch (InferredManifest.Impossible e) {
            throw new CommandFailed(e, Message.MODEL_UNUSABLE, model, e.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CommandFailed(e, Message.FILE_UNUSABLE, file + " is no UTF-8");
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandFailed(e, Message.FILE_UNUSABLE, file + " can't be read: " + e.getMessage());
        }
    }

    private void check(Manifest complete, FeatureSet set) {
        var problems = InputBinding.problems(complete, set);
        if (!problems.isEmpty()) {
            throw new CommandFailed(Message.FEATURES_DONT_FIT, pipeline, model, String.join("; ", problems));
        }
    }

    private BundleMaker.Made made(OnnxFile file, Manifest complete, @Nullable TrainingRows training)
            throws IOException {
        var maker = new BundleMaker(model, complete, file.vocabularies());
        if (training == null) {
            System.out.println(
                    "inferred: the golden vectors are made up, and there is no reference for drift; name rows"
                            + " that the model was trained on with --features");
            return maker.fromNothing();
        }
        training.check(complete);
        return maker.fromTraining(training);
    }

    private void write(BundleMaker.Made made) throws IOException {
        made.dependence()
                .ifPresent(difference -> System.out.println(
                        "warning: answers depend on the batch, so each row has a call of its own: " + difference));
        try {
            var published = BundleStore.write(made.draft(), out);
            System.out.println("The bundle of " + name + "@" + version + " is at " + published.location());
            System.out.println("Its digest is " + published.digest());
        } catch (IllegalStateException e) {
            throw new CommandFailed(e, Message.BUNDLE_NOT_WRITTEN, e.getMessage());
        }
    }
}
