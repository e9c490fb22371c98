package io.sluicegate.bench.enricher;

import java.util.Set;

/**
 * The settings of a measurement.
 *
 * @param events events for each application, and for each round of the engine
 * @param cards cards that the events are about
 * @param rounds rounds of the engine on recorded events; each feature set has its turn in each
 * @param subjects the applications
 * @param featureSets what the applications compute; the engine computes all feature sets
 */
public record EnricherSettings(
        int events, int cards, int rounds, Set<EnricherSubject> subjects, Set<BenchFeatureSet> featureSets) {
    public EnricherSettings {
        subjects = Set.copyOf(subjects);
        featureSets = Set.copyOf(featureSets);
    }

    boolean has(EnricherSubject subject) {
        return subjects.contains(subject);
    }
}
