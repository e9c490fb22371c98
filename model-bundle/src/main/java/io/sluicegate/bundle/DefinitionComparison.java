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
 * The comparison of the definitions that a model was trained on with the definitions of features of the same names.
 *
 * @param differences a line for each feature with another definition, naming both
 */
public record DefinitionComparison(DefinitionCheck check, List<String> differences) {
    /** The result if the definitions of the computed features are unknown. */
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

    /** The differences in one line, abridged if there are many; empty if there is none. */
    public Optional<String> summary() {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        int more = differences.size() - MOST_SHOWN;
        return Optional.of(differences.stream().limit(MOST_SHOWN).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more features" : ""));
    }

    /** Whether the bundle has the definition of each feature. */
    private static boolean isComplete(List<NeededFeature> features) {
        return features.stream().allMatch(needed -> needed.definition().isPresent());
    }

    /**
     * Whether the definition that the model was trained on differs from the given one. Without a definition in the bundle, no
     * difference is known.
     */
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
