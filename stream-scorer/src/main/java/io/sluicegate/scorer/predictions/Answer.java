package io.sluicegate.scorer.predictions;

import io.sluicegate.pipeline.catalogue.Rejection;

/** The outcome of a features record. */
public sealed interface Answer {

    /** The model has answered. */
    record Scored(WrittenPrediction prediction) implements Answer {}

    /** The record was decoded but not scored: a rejected prediction and a dead letter. */
    record Rejected(WrittenPrediction prediction, Rejection rejection) implements Answer {}

    /** The record couldn't be decoded: a dead letter only. */
    record Unreadable(Rejection rejection) implements Answer {}
}
