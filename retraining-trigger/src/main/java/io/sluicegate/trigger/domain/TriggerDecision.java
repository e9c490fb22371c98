package io.sluicegate.trigger.domain;

import io.sluicegate.records.RetrainingTrigger;

/** Whether a policy asks for a new version, and why not. */
public sealed interface TriggerDecision {

    /** It does. */
    record Retrain(RetrainingTrigger trigger) implements TriggerDecision {}

    /** It doesn't. */
    record Quiet(String reason) implements TriggerDecision {}
}
