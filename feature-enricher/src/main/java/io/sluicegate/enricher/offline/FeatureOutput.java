package io.sluicegate.enricher.offline;

import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.domain.Position;
import io.sluicegate.enricher.domain.Rejected;

/** Takes what a backfill computes. */
public interface FeatureOutput {

    /** The features of the next event. */
    void features(FeatureVector features);

    /** The next event has no features; online it would be a dead letter. */
    default void rejected(Position position, Rejected rejected) {}
}
