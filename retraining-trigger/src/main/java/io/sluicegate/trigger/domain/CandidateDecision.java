package io.sluicegate.trigger.domain;

/** What is to become of a candidate, and why. */
public sealed interface CandidateDecision {
    String reason();

    /** It gets its first share of the keys. */
    record Start(double percent, String reason) implements CandidateDecision {}

    /** It passed a step and gets the next share. */
    record Shift(double percent, String reason) implements CandidateDecision {}

    /** It passed the last step. */
    record Promote(String reason) implements CandidateDecision {}

    /** It did worse than the primary. */
    record Worse(String reason) implements CandidateDecision {}

    /** There were too few labels for too long. */
    record Inconclusive(String reason) implements CandidateDecision {}

    /** Nothing is to be done now. */
    record Wait(String reason) implements CandidateDecision {}
}
