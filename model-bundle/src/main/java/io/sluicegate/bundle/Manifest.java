package io.sluicegate.bundle;

import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The manifest of a model: its name, its inputs, and the place of its score.
 *
 * @param featureSetFingerprint fingerprint of the feature set that the model was trained on
 * @param features the features that the model needs, by name and type
 * @param trainedOn the training data, in words
 */
public record Manifest(
        String model,
        String version,
        String featureSetFingerprint,
        List<NeededFeature> features,
        Input input,
        Output output,
        Instant created,
        String trainedOn) {

    private static final Pattern FOLDER_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    /**
     * A feature that the model needs.
     *
     * @param definition the definition that the model was trained on; empty if the bundle doesn't have it, so that it can't be
     *     checked
     */
    public record NeededFeature(String name, FeatureDefinition.Type type, Optional<Definition> definition) {
        public NeededFeature(String name, FeatureDefinition.Type type) {
            this(name, type, Optional.empty());
        }
    }

    /** The features of the given names, each with its definition, in the order of the feature set. */
    public static List<NeededFeature> needed(FeatureSet set, Collection<String> names) {
        var definitions = set.definitions();
        return set.features().stream()
                .filter(feature -> names.contains(feature.name()))
                .map(feature -> new NeededFeature(
                        feature.name(), feature.type(), Optional.ofNullable(definitions.get(feature.name()))))
                .toList();
    }

    /** The model's one input, float32 of shape [rows, features], and the features in the order of its columns. */
    public record Input(String name, List<String> features) {
        public Input {
            features = List.copyOf(features);
        }
    }

    /**
     * The place of the score.
     *
     * @param score name of the model's output
     * @param index column of that output
     * @param threshold a score at or above the threshold is positive
     */
    public record Output(String score, int index, OptionalDouble threshold) {}

    public Manifest {
        features = List.copyOf(features);
        var problems = contradictions(model, version, features, input, output);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static List<String> contradictions(
            String model, String version, List<NeededFeature> features, Input input, Output output) {
        var problems = new ArrayList<String>();
        checkFolderName("model", model, problems);
        checkFolderName("version", version, problems);
        checkNames(features, problems);
        checkInput(features, input, problems);
        if (output.index() < 0) {
            problems.add("output.index is " + output.index() + ", but columns count from 0");
        }
        return problems;
    }

    private static void checkFolderName(String field, String name, List<String> problems) {
        if (!FOLDER_NAME.matcher(name).matches()) {
            problems.add(field + " '" + name + "' can't name a folder: use letters, digits, '.', '_' and '-'");
        }
    }

    private static void checkNames(List<NeededFeature> features, List<String> problems) {
        features.stream()
                .collect(Collectors.groupingBy(NeededFeature::name, Collectors.counting()))
                .forEach((name, times) -> {
                    if (times > 1) {
                        problems.add("features lists '" + name + "' " + times + " times");
                    }
                });
    }

    private static void checkInput(List<NeededFeature> features, Input input, List<String> problems) {
        Map<String, NeededFeature> byName =
                features.stream().collect(Collectors.toMap(NeededFeature::name, Function.identity(), (a, b) -> a));
        if (input.features().isEmpty()) {
            problems.add("input.features is empty");
        }
        for (var name : input.features()) {
            var feature = byName.get(name);
            if (feature == null) {
                problems.add("input.features names '" + name + "', which features doesn't list");
            } else if (!feature.type().isNumber()) {
                problems.add("input.features names '" + name + "', which is a string; inputs are numbers");
            }
        }
    }
}
