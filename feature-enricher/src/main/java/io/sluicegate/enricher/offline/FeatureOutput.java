package io.sluicegate.enricher.offline;

import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.domain.Position;
import io.sluicegate.enricher.domain.Rejected;

/** A receiver of a backfill's results. */
public interface FeatureOutput {

    /** Receives the features of the next event. */
    void features(FeatureVector features);

    /** Receives the rejection of the next event, which would be a dead letter online. */
    default void rejected(Position position, Rejected rejected) {}
}
