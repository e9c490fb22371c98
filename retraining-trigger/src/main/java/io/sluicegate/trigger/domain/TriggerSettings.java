package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.records.DriftScope;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a pipeline's decisions go by; it comes from the pipeline's file.
 *
 * @param approval whether a version needs an approval before it may decide
 * @param features names of the features that reports are expected of
 */
public record TriggerSettings(
        String pipeline, String model, boolean approval, Set<String> features, PolicySettings policies) {
    /** Reports of a window may come a little after the next window's first. */
    private static final int SPARE_WINDOWS = 2;
    /** A rollback policy gathers its evidence from so many windows. */
    static final int ROLLBACK_WINDOWS = 24;

    public static TriggerSettings of(PipelineConfig config) {
        return new TriggerSettings(
                config.pipeline(),
                config.model().name(),
                config.model().approval().isNeeded(),
                Set.copyOf(config.features().numbers()),
                config.policies());
    }

    /** The subjects that a window of the scope is expected to report of. */
    Set<String> subjects(DriftScope scope) {
        return switch (scope) {
            case FEATURE -> features;
            case PREDICTION -> Set.of("score");
            case OUTCOME -> Set.of("labels");
            case UNKNOWN -> Set.of();
        };
    }

    /** So many windows of a scope are looked at by the policy that looks back furthest. */
    int memory() {
        var persistence = Stream.concat(
                        policies.retrain().stream().map(PolicySettings.RetrainPolicy::persistence),
                        policies.rollback().stream().map(PolicySettings.RollbackPolicy::persistence))
                .mapToInt(PolicySettings.Persistence::outOf);
        var patience = policies.canary().stream().mapToInt(PolicySettings.CanaryPolicy::patience);
        var evidence = policies.rollback().stream().mapToInt(policy -> ROLLBACK_WINDOWS);
        return IntStream.concat(persistence, IntStream.concat(patience, evidence))
                        .max()
                        .orElse(1)
                + SPARE_WINDOWS;
    }
}
