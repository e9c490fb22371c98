package io.sluicegate.scorer.batching;

import io.sluicegate.scorer.domain.Router;
import io.sluicegate.scorer.predictions.Predictions;
import io.sluicegate.scorer.versions.Serving;
import java.util.List;

/**
 * What batches are scored by, while the same serves.
 *
 * @param predictions writes those of the arms that decide
 * @param shadowPredictions writes those of shadows
 */
record ScoringPlan(
        Serving serving,
        Router router,
        Predictions predictions,
        List<ShadowArm> shadows,
        Predictions shadowPredictions) {}
