package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The features that a model may be filled with, as far as a pipeline or training rows tell them. */
record KnownFeatures(
        @Nullable FeatureSet pipeline, @Nullable TrainingRows training) {

    /** The features in their order: the training rows', if there are any, with the pipeline's types and definitions. */
    List<NeededFeature> features() {
        var defined = defined();
        if (training == null) {
            return List.copyOf(defined.values());
        }
        return training.features().stream()
                .map(feature -> defined.getOrDefault(feature.name(), feature))
                .toList();
    }

    private Map<String, NeededFeature> defined() {
        if (pipeline == null) {
            return Map.of();
        }
        var names = pipeline.features().stream().map(FeatureDefinition::name).toList();
        return Manifest.needed(pipeline, names).stream()
                .collect(Collectors.toMap(
                        NeededFeature::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    /** The fingerprint of the feature set; empty if nobody tells it. */
    String featureSet() {
        if (pipeline != null) {
            return pipeline.fingerprint();
        }
        return training == null ? "" : training.featureSet();
    }

    /** The manifest with the pipeline's definitions, and with numbers of the type that their inputs want if nobody knows it. */
    Manifest complete(Manifest manifest) {
        var defined = defined();
        var features = manifest.features().stream()
                .map(feature -> defined.containsKey(feature.name())
                        ? new NeededFeature(
                                feature.name(),
                                feature.type(),
                                feature.vector(),
                                defined.get(feature.name()).definition())
                        : isUntyped(feature) ? new NeededFeature(feature.name(), type(manifest, feature)) : feature)
                .toList();
        return new Manifest(
                manifest.model(),
                manifest.version(),
                manifest.featureSetFingerprint(),
                features,
                manifest.inputs(),
                manifest.output(),
                manifest.created(),
                manifest.trainedOn());
    }

    /** Whether the feature's type is only a guess by its values. */
    private boolean isUntyped(NeededFeature feature) {
        return training != null
                && !training.isTyped()
                && (feature.type() == FeatureDefinition.Type.DOUBLE || feature.type() == FeatureDefinition.Type.LONG)
                && training.features().contains(feature);
    }

    private static FeatureDefinition.Type type(Manifest manifest, NeededFeature feature) {
        return manifest.inputs().stream()
                        .filter(input -> input.features().contains(feature.name()))
                        .allMatch(input -> input.type().kind() == ElementType.Kind.FLOATING)
                ? FeatureDefinition.Type.DOUBLE
                : FeatureDefinition.Type.LONG;
    }
}
