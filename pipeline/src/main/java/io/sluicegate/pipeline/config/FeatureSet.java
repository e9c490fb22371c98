package io.sluicegate.pipeline.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ordered features of a pipeline: a declaration, computed by the same engine online and offline.
 *
 * @param entity field that names the entity of an event; aggregates are over the events of one entity. Empty if unknown
 * @param time field with the event time, by which windows are cut; empty if unknown
 */
public record FeatureSet(List<FeatureDefinition> features, String entity, String time) {
    public FeatureSet {
        features = List.copyOf(features);
    }

    public FeatureSet(List<FeatureDefinition> features) {
        this(features, "", "");
    }

    /** The same features over events that name their entity and time in these fields. */
    FeatureSet over(String entityField, String timeField) {
        return new FeatureSet(features, entityField, timeField);
    }

    /** The definitions by feature name, in the order of the features. */
    public Map<String, Definition> definitions() {
        return Definitions.of(this);
    }

    /** The names of the features whose values are numbers, in the order of the features. */
    public List<String> numbers() {
        return features.stream()
                .filter(feature -> feature.type().isNumber())
                .map(FeatureDefinition::name)
                .toList();
    }

    /** Identifies what is computed: SHA-256 over the features' names and definitions, in their order. */
    public String fingerprint() {
        return fingerprint(definitions());
    }

    /** The fingerprint of definitions by feature name, in order. */
    public static String fingerprint(Map<String, Definition> definitions) {
        return Definition.sha256(definitions.entrySet().stream()
                .map(feature -> feature.getKey() + " " + feature.getValue().hash() + "\n")
                .collect(Collectors.joining()));
    }
}
