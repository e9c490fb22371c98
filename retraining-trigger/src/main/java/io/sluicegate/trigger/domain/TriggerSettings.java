package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.records.DriftScope;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The settings behind a pipeline's decisions, from the pipeline's file.
 *
 * @param approval whether a version needs an approval before it may decide
 * @param features names of the features with expected reports
 */
public record TriggerSettings(
        String pipeline, String model, boolean approval, Set<String> features, PolicySettings policies) {
    /** Spare windows, because the last reports of a window may arrive after the first report of the next one. */
    private static final int SPARE_WINDOWS = 2;
    /** The number of windows from which a rollback policy gathers evidence. */
    static final int ROLLBACK_WINDOWS = 24;

    public static TriggerSettings of(PipelineConfig config) {
        return new TriggerSettings(
                config.pipeline(),
                config.model().name(),
                config.model().approval().isNeeded(),
                config.features().profiled(),
                config.policies());
    }

    /** The subjects with expected reports in each window of the scope. */
    Set<String> subjects(DriftScope scope) {
        return switch (scope) {
            case FEATURE -> features;
            case PREDICTION -> Set.of("score");
            case OUTCOME -> Set.of("labels");
            case UNKNOWN -> Set.of();
        };
    }

    /** The number of windows that the policy with the longest memory needs. */
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
