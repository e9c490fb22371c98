package io.sluicegate.drift.domain;

import io.sluicegate.bundle.DefinitionComparison;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.drift.domain.Measured.OfNumbers;
import io.sluicegate.drift.domain.Measured.OfTexts;
import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.config.Definition;
import io.sluicegate.records.DriftScope;
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
public record Reference(List<Measured> features, Optional<OfNumbers> score, List<NeededFeature> trained) {
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

    /** The reference of the version with this profile in its bundle. */
    public static Reference of(String version, String digest, ReferenceProfile profile) {
        return of(version, digest, profile, List.of());
    }

    /** The reference of the version with this profile and these feature definitions in its bundle. */
    public static Reference of(String version, String digest, ReferenceProfile profile, List<NeededFeature> trained) {
        var numbers = profile.getFeatures().stream()
                .map(feature -> (Measured) OfNumbers.of(DriftScope.FEATURE, version, digest, feature));
        var texts = profile.getStrings().stream().map(feature -> OfTexts.of(version, digest, feature));
        var score = Optional.ofNullable(profile.getScore())
                .map(scores -> OfNumbers.of(DriftScope.PREDICTION, version, digest, scores));
        return new Reference(Stream.concat(numbers, texts).toList(), score, trained);
    }

    /**
     * The names of features that the version takes and that the profile lacks, though features of their types have profiles: nobody
     * profiled them, or an earlier Sluicegate that didn't profile strings.
     */
    public List<String> unprofiled() {
        var profiled =
                features.stream().map(feature -> feature.subject().name()).collect(Collectors.toSet());
        return trained.stream()
                .filter(feature -> feature.type().profile() != ProfileKind.NONE && !profiled.contains(feature.name()))
                .map(NeededFeature::name)
                .toList();
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
