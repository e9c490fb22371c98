package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.ProfileKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** The names of the features that a reference profile counts in this way, in the order of the features. */
    public List<String> profiled(ProfileKind kind) {
        return features.stream()
                .filter(feature -> feature.type().profile() == kind)
                .map(FeatureDefinition::name)
                .toList();
    }

    /** The names of the features that a reference profile counts in any way. */
    public Set<String> profiled() {
        return features.stream()
                .filter(feature -> feature.type().profile() != ProfileKind.NONE)
                .map(FeatureDefinition::name)
                .collect(Collectors.toUnmodifiableSet());
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
