package io.sluicegate.scorer.violation;

import io.sluicegate.drift.DriftStage;

/** A stage that sees another stage. */
public final class ScorerThatKnowsTheDetector {
    public Class<?> detector() {
        return DriftStage.class;
    }
}
