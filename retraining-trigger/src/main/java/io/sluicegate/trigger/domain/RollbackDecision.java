package io.sluicegate.trigger.domain;

import java.time.Instant;

/** Whether the primary has to go, and why. */
public sealed interface RollbackDecision {
    String reason();

    /**
     * It has.
     *
     * @param correlationId of the newest window that said so
     * @param window the end of the newest window that was looked at
     */
    record GoBack(String policy, String correlationId, String reason, Instant window) implements RollbackDecision {}

    /** It stays. */
    record Stay(String reason) implements RollbackDecision {}
}
