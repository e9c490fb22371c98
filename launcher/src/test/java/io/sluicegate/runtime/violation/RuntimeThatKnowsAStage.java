package io.sluicegate.runtime.violation;

import io.sluicegate.drift.DriftStage;

/** What runs stages, and sees one of them. */
public final class RuntimeThatKnowsAStage {
    public Class<?> stage() {
        return DriftStage.class;
    }
}
