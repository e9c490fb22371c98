package io.sluicegate.trigger.domain;

import java.time.Instant;

/** The decision whether to roll the primary back, with its reason. */
public sealed interface RollbackDecision {
    String reason();

    /**
     * The primary is rolled back.
     *
     * @param correlationId of the newest window past the limit
     * @param window the end of the newest window considered
     */
    record GoBack(String policy, String correlationId, String reason, Instant window) implements RollbackDecision {}

    /** The primary stays. */
    record Stay(String reason) implements RollbackDecision {}
}
