package io.sluicegate.trigger.domain;

/** Whether the primary has to go, and why. */
public sealed interface RollbackDecision {
    String reason();

    /**
     * It has.
     *
     * @param correlationId of the newest window that said so
     */
    record GoBack(String policy, String correlationId, String reason) implements RollbackDecision {}

    /** It stays. */
    record Stay(String reason) implements RollbackDecision {}
}
