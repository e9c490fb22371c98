package io.sluicegate.scorer.batching;

import io.sluicegate.scorer.domain.Router;
import io.sluicegate.scorer.predictions.Predictions;
import io.sluicegate.scorer.versions.Serving;
import java.util.List;

/**
 * The plan by which batches are scored while the serving deployment stays the same.
 *
 * @param predictions writes the deciding arms' predictions
 * @param shadowPredictions writes the shadows' predictions
 */
record ScoringPlan(
        Serving serving,
        Router router,
        Predictions predictions,
        List<ShadowArm> shadows,
        Predictions shadowPredictions) {}
