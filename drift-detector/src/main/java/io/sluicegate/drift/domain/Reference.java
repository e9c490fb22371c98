package io.sluicegate.drift.domain;

import io.sluicegate.bundle.Bins;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.ReferenceProfile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one version's windows are held against. */
public record Reference(List<Measured> features, Optional<Measured> score) {
    public Reference {
        features = List.copyOf(features);
    }

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
        var features = profile.getFeatures().stream()
                .map(feature -> Measured.of(DriftScope.FEATURE, version, digest, feature))
                .toList();
        var score = Optional.ofNullable(profile.getScore())
                .map(scores -> Measured.of(DriftScope.PREDICTION, version, digest, scores));
        return new Reference(features, score);
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
