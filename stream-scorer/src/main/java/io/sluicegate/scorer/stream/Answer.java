package io.sluicegate.scorer.stream;

/** What becomes of a features record. */
sealed interface Answer {

    /** The model has answered. */
    record Scored(WrittenPrediction prediction) implements Answer {}

    /** Decoded, but without a score: a prediction that says so, and a dead letter. */
    record Rejected(WrittenPrediction prediction, Fault fault) implements Answer {}

    /** Not decoded: a dead letter only. */
    record Unreadable(Fault fault) implements Answer {}
}
