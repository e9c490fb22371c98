package io.sluicegate.drift.domain;

import io.sluicegate.bundle.Bins;
import io.sluicegate.bundle.DefinitionComparison;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.ReferenceProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The distributions that one version's windows are held against.
 *
 * @param trained what the version's inputs meant where it was trained
 */
public record Reference(List<Measured> features, Optional<Measured> score, List<NeededFeature> trained) {
    public Reference {
        features = List.copyOf(features);
        trained = List.copyOf(trained);
    }

    /**
     * The reference's features, held against those of the same names in a row.
     *
     * @param same those that aren't known to mean something else
     * @param different those that do
     */
    public record Comparison(List<Measured> same, List<Measured> different) {}

    /** One distribution of the reference profile, with its bins. */
    public record Measured(Subject subject, NumericProfile profile, Bins bins) {
        private static Measured of(DriftScope scope, String version, String digest, NumericProfile profile) {
            var edges =
                    profile.getEdges().stream().mapToDouble(Double::doubleValue).toArray();
            return new Measured(
                    Subject.distribution(scope, profile.getName(), version, digest), profile, new Bins(edges));
        }
    }

    /** The reference of the version whose bundle carries the profile. */
    public static Reference of(String version, String digest, ReferenceProfile profile) {
        return of(version, digest, profile, List.of());
    }

    /** The reference of the version whose bundle carries the profile, and says what the features meant. */
    public static Reference of(String version, String digest, ReferenceProfile profile, List<NeededFeature> trained) {
        var features = profile.getFeatures().stream()
                .map(feature -> Measured.of(DriftScope.FEATURE, version, digest, feature))
                .toList();
        var score = Optional.ofNullable(profile.getScore())
                .map(scores -> Measured.of(DriftScope.PREDICTION, version, digest, scores));
        return new Reference(features, score, trained);
    }

    /** Nobody knows what the row's features mean. */
    public Comparison unchecked() {
        return new Comparison(features, List.of());
    }

    /** @param given what the row's features mean, by name */
    public Comparison compare(Map<String, Definition> given) {
        var differing = trained.stream()
                .filter(feature -> DefinitionComparison.differs(feature, given.get(feature.name())))
                .map(NeededFeature::name)
                .collect(Collectors.toSet());
        var parts = features.stream()
                .collect(Collectors.partitioningBy(
                        feature -> differing.contains(feature.subject().name())));
        return new Comparison(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
    }

    /** What the subject is held against; empty where the profile doesn't have it. */
    public Optional<Measured> measured(Subject subject) {
        return Stream.concat(features.stream(), score.stream())
                .filter(measured -> measured.subject().equals(subject))
                .findFirst();
    }

    /** How many distributions of the scope are tested together. */
    public int together(DriftScope scope) {
        return scope == DriftScope.FEATURE ? features.size() : 1;
    }
}
