package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.records.DefinitionCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model's inputs meant where it was trained, against what features of the same names mean elsewhere.
 *
 * @param differences a line for each feature that means something else, with both definitions
 */
public record DefinitionComparison(DefinitionCheck check, List<String> differences) {
    /** Where nobody knows by which definitions the features were computed. */
    public static final DefinitionComparison UNCHECKED = new DefinitionComparison(DefinitionCheck.UNCHECKED, List.of());

    private static final int MOST_SHOWN = 3;

    public DefinitionComparison {
        differences = List.copyOf(differences);
    }

    /** @param given the definitions that the features were computed by, by name */
    public static DefinitionComparison of(Manifest manifest, Map<String, Definition> given) {
        return of(manifest.features(), given);
    }

    /** @param given the definitions that the features were computed by, by name */
    public static DefinitionComparison of(List<NeededFeature> features, Map<String, Definition> given) {
        var differences = features.stream()
                .flatMap(needed -> difference(needed, given.get(needed.name())).stream())
                .toList();
        if (!differences.isEmpty()) {
            return new DefinitionComparison(DefinitionCheck.DIFFERENT, differences);
        }
        return isComplete(features) ? new DefinitionComparison(DefinitionCheck.SAME, List.of()) : UNCHECKED;
    }

    /** The differences in one line; empty if there is none. A few with their definitions stand for many. */
    public Optional<String> summary() {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        int more = differences.size() - MOST_SHOWN;
        return Optional.of(differences.stream().limit(MOST_SHOWN).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " features more" : ""));
    }

    /** Whether it is known of each feature what it meant. */
    private static boolean isComplete(List<NeededFeature> features) {
        return features.stream().allMatch(needed -> needed.definition().isPresent());
    }

    /** Whether the feature meant something else where the model was trained. One without a definition isn't known to. */
    public static boolean differs(NeededFeature needed, @Nullable Definition given) {
        return needed.definition().filter(trained -> !trained.equals(given)).isPresent();
    }

    private static Optional<String> difference(NeededFeature needed, @Nullable Definition given) {
        return needed.definition()
                .filter(trained -> differs(needed, given))
                .map(trained ->
                        "feature '" + needed.name() + "' was " + trained.text() + " where the model was trained, "
                                + (given == null ? "here there is none" : "here it is " + given.text()));
    }
}
