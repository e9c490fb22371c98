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
 * The distributions with which one version's windows are compared.
 *
 * @param trained the definitions of the version's inputs in training
 */
public record Reference(List<Measured> features, Optional<Measured> score, List<NeededFeature> trained) {
    public Reference {
        features = List.copyOf(features);
        trained = List.copyOf(trained);
    }

    /**
     * The reference's features, split by whether a row's features of the same names are defined alike.
     *
     * @param same features whose definitions agree or are unknown
     * @param different features whose definitions differ
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

    /** The reference of the version with this profile in its bundle. */
    public static Reference of(String version, String digest, ReferenceProfile profile) {
        return of(version, digest, profile, List.of());
    }

    /** The reference of the version with this profile and these feature definitions in its bundle. */
    public static Reference of(String version, String digest, ReferenceProfile profile, List<NeededFeature> trained) {
        var features = profile.getFeatures().stream()
                .map(feature -> Measured.of(DriftScope.FEATURE, version, digest, feature))
                .toList();
        var score = Optional.ofNullable(profile.getScore())
                .map(scores -> Measured.of(DriftScope.PREDICTION, version, digest, scores));
        return new Reference(features, score, trained);
    }

    /** The comparison for a row with unknown feature definitions. */
    public Comparison unchecked() {
        return new Comparison(features, List.of());
    }

    /** @param given the definitions of the row's features, by name */
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

    /** The distribution with which the subject is compared; empty if the profile lacks it. */
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
