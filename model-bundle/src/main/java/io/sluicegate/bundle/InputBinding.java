package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The check of a model's inputs against a feature set, by name and type, never by position. */
public final class InputBinding {
    private InputBinding() {}

    /** The inputs that the feature set lacks or has in another type; empty if the model can run on the feature set. */
    public static List<String> problems(Manifest manifest, FeatureSet given) {
        Map<String, FeatureDefinition> byName =
                given.features().stream().collect(Collectors.toMap(FeatureDefinition::name, Function.identity()));
        return manifest.features().stream()
                .flatMap(needed -> problem(needed, byName))
                .toList();
    }

    private static Stream<String> problem(NeededFeature needed, Map<String, FeatureDefinition> given) {
        var feature = given.get(needed.name());
        if (feature == null) {
            return Stream.of("the model needs feature '" + needed.name() + "', which the feature set lacks");
        }
        return feature.type() == needed.type() && feature.vector().equals(needed.vector())
                ? Stream.empty()
                : Stream.of("the model needs feature '" + needed.name() + "' as " + needed.typeText()
                        + ", the feature set gives it as "
                        + NeededFeature.typeText(feature.type(), feature.vector()));
    }
}
