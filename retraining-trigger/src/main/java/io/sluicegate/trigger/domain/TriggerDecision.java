package io.sluicegate.trigger.domain;

import io.sluicegate.records.RetrainingTrigger;

/** The decision whether a policy asks for a new version, with the reason if it doesn't. */
public sealed interface TriggerDecision {

    /** The policy asks for a new version. */
    record Retrain(RetrainingTrigger trigger) implements TriggerDecision {}

    /** The policy doesn't ask. */
    record Quiet(String reason) implements TriggerDecision {}
}
