package io.sluicegate.launcher;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a bundle of an ONNX model and the features it was trained on, and publishes it in the pipeline's model store. */
@Command(
        name = "bundle",
        description =
                "Publish an ONNX model with its manifest, reference profile and golden vectors in the model store.")
final class BundleCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Option(names = "--onnx", required = true, paramLabel = "FILE", description = "The ONNX model.")
    @SuppressWarnings("NullAway.Init")
    private Path onnx;

    @Option(
            names = "--features",
            required = true,
            paramLabel = "FILE",
            description = "Features that the model was trained on, as backfill writes them: the reference for drift.")
    @SuppressWarnings("NullAway.Init")
    private Path features;

    @Option(
            names = {"-v", "--model-version"},
            required = true,
            paramLabel = "VERSION",
            description = "The new version.")
    @SuppressWarnings("NullAway.Init")
    private String version;

    @Option(
            names = "--input",
            defaultValue = "features",
            description = "Name of the model's input (default: features).")
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = "--columns",
            split = ",",
            description =
                    "The features in the order of the input's columns (default: all that aren't strings, as declared).")
    private @Nullable List<String> columns;

    @Option(names = "--output", defaultValue = "score", description = "Name of the model's output (default: score).")
    @SuppressWarnings("NullAway.Init")
    private String output;

    @Option(names = "--index", defaultValue = "0", description = "Column of the output with the score (default: 0).")
    private int index;

    @Option(names = "--threshold", description = "Lowest score that counts as positive (default: no score does).")
    private @Nullable Double threshold;

    @Option(names = "--trained-on", defaultValue = "", description = "Description of the training data.")
    @SuppressWarnings("NullAway.Init")
    private String trainedOn;

    @Override
    public Integer call() throws Exception {
        var config = pipeline.read();
        var profile = ModelProfile.of(onnx, manifest(config), features);
        var published = new BundleStore(config.model().store()).publish(profile.draft(Files.readAllBytes(onnx)));
        System.out.println("Version " + version + " is published at " + published.location());
        System.out.println("Its digest is " + published.digest());
        return 0;
    }

    private Manifest manifest(PipelineConfig config) {
        var chosen = columns == null ? config.features().numbers() : columns;
        return new Manifest(
                config.model().name(),
                version,
                config.features().fingerprint(),
                Manifest.needed(config.features(), chosen),
                new Manifest.Input(input, chosen),
                new Manifest.Output(
                        output, index, threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold)),
                Instant.now(),
                trainedOn);
    }
}
