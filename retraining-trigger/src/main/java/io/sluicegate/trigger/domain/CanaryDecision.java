package io.sluicegate.trigger.domain;

/** What is to become of a challenger, and why. */
public sealed interface CanaryDecision {
    String reason();

    /** It gets its first share of the keys. */
    record Start(double percent, String reason) implements CanaryDecision {}

    /** It passed a step and gets the next share. */
    record Shift(double percent, String reason) implements CanaryDecision {}

    /** It passed the last step. */
    record Promote(String reason) implements CanaryDecision {}

    /** It did worse than the primary. */
    record Worse(String reason) implements CanaryDecision {}

    /** There were too few labels for too long. */
    record Inconclusive(String reason) implements CanaryDecision {}

    /** Nothing is to be done now. */
    record Wait(String reason) implements CanaryDecision {}
}
