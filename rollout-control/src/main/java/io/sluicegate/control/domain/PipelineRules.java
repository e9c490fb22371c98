package io.sluicegate.control.domain;

import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.time.Duration;

/**
 * The rules of one pipeline for its commands, from the pipeline's file.
 *
 * @param model the one model that the pipeline runs
 * @param approval whether a version needs an approval before it may decide, and from which topic
 * @param prepareTimeout how long instances may take to load a version
 * @param featureSetFingerprint fingerprint of the features that the pipeline computes
 * @param locations where bundles may be stored
 */
public record PipelineRules(
        String pipeline,
        String model,
        Approval approval,
        Duration prepareTimeout,
        String featureSetFingerprint,
        Locations locations) {

    public static PipelineRules of(PipelineConfig config, Locations locations) {
        return new PipelineRules(
                config.pipeline(),
                config.model().name(),
                config.model().approval(),
                config.model().prepareTimeout(),
                config.features().fingerprint(),
                locations);
    }
}
