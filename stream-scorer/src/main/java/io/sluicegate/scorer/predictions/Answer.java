package io.sluicegate.scorer.predictions;

import io.sluicegate.pipeline.catalogue.Rejection;

/** What becomes of a features record. */
public sealed interface Answer {

    /** The model has answered. */
    record Scored(WrittenPrediction prediction) implements Answer {}

    /** Decoded, but without a score: a prediction that says so, and a dead letter. */
    record Rejected(WrittenPrediction prediction, Rejection rejection) implements Answer {}

    /** Not decoded: a dead letter only. */
    record Unreadable(Rejection rejection) implements Answer {}
}
