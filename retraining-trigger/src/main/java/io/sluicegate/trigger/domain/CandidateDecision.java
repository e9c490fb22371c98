package io.sluicegate.trigger.domain;

/** The decision about a candidate, with its reason. */
public sealed interface CandidateDecision {
    String reason();

    /** The candidate gets its first share of the keys. */
    record Start(double percent, String reason) implements CandidateDecision {}

    /** The candidate passed a step and gets the next share. */
    record Shift(double percent, String reason) implements CandidateDecision {}

    /** The candidate passed the last step. */
    record Promote(String reason) implements CandidateDecision {}

    /** The candidate did worse than the primary. */
    record Worse(String reason) implements CandidateDecision {}

    /** The trial lasted too long without a verdict. */
    record Inconclusive(String reason) implements CandidateDecision {}

    /** The candidate needs no action now. */
    record Wait(String reason) implements CandidateDecision {}
}
