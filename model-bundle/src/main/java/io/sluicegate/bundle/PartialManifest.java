package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Probabilities;
import io.sluicegate.bundle.Manifest.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What somebody says of a model before the rest of its manifest is inferred. */
public record PartialManifest(
        Optional<String> featureSet,
        List<NeededFeature> features,
        List<PartialInput> inputs,
        PartialOutput output,
        Optional<Instant> created,
        Optional<String> trainedOn) {

    /** A manifest that says nothing. */
    public static final PartialManifest NOTHING = new PartialManifest(
            Optional.empty(), List.of(), List.of(), PartialOutput.NOTHING, Optional.empty(), Optional.empty());

    /** What is said of one input. */
    public record PartialInput(
            String name,
            Optional<List<String>> features,
            Optional<List<Long>> shape,
            Optional<Boolean> batched,
            Optional<Missing> missing) {

        /** An input of which nothing else is said. */
        public static PartialInput named(String name) {
            return new PartialInput(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** What is said of the answer. */
    public record PartialOutput(
            Optional<Score> score,
            Optional<String> label,
            Optional<Probabilities> probabilities,
            OptionalDouble threshold,
            Optional<Calibration> calibration) {
        static final PartialOutput NOTHING = new PartialOutput(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty());
    }

    public PartialManifest {
        features = List.copyOf(features);
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads the YAML of a manifest in which anything may be left out.
     *
     * @param name the file's name, for problems
     * @throws io.sluicegate.pipeline.config.ConfigException with every problem
     */
    public static PartialManifest read(String name, String yaml) {
        return ManifestReader.readPartial(name, yaml);
    }
}
