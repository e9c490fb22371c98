package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a model of one float32 matrix is published in a pipeline's store at once. */
final class FromPipeline {
    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

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
    private String input = "features";

    @Option(
            names = "--columns",
            split = ",",
            description = "The features in the order of the input's columns (default: all that are numbers, as "
                    + "declared).")
    private @Nullable List<String> columns;

    @Option(names = "--output", defaultValue = "score", description = "Name of the model's output (default: score).")
    private String output = "score";

    @Option(names = "--index", defaultValue = "0", description = "Column of the output with the score (default: 0).")
    private int index;

    @Option(names = "--threshold", description = "Lowest score that counts as positive (default: no score counts).")
    private @Nullable Double threshold;

    @Option(names = "--trained-on", defaultValue = "", description = "Description of the training data.")
    private String trainedOn = "";

    int publish() throws Exception {
        var config = PipelineConfigReader.read(file, System.getenv());
        var manifest = manifest(config);
        var rows = TrainingRows.read(features);
        rows.check(manifest);
        var made = new BundleMaker(onnx, manifest, Map.of()).fromTraining(rows);
        var published = new BundleStore(config.model().store()).publish(made.draft());
        System.out.println("Version " + version + " is published at " + published.location());
        System.out.println("Its digest is " + published.digest());
        return 0;
    }

    private Manifest manifest(PipelineConfig config) {
        var chosen = columns == null ? config.features().profiled(ProfileKind.NUMBERS) : columns;
        return new Manifest(
                config.model().name(),
                version,
                config.features().fingerprint(),
                Manifest.needed(config.features(), chosen),
                List.of(Manifest.Input.matrix(input, chosen)),
                Manifest.Output.score(
                        output, index, threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold)),
                Instant.now(),
                trainedOn);
    }
}
