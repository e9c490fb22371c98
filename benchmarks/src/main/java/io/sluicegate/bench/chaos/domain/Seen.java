package io.sluicegate.bench.chaos.domain;

import io.sluicegate.records.Prediction;

/** A prediction, and where it lies. */
public record Seen(int partition, long offset, Prediction prediction) {
    String where() {
        return "predictions-%d@%d, event %s".formatted(partition, offset, prediction.getEventId());
    }
}
