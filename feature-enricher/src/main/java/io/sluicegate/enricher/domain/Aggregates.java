package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Computes an aggregate from a window's tally. Without values, the count and the sum are 0, and the mean and the maximum are
 * missing.
 */
final class Aggregates {
    private Aggregates() {}

    static @Nullable Object value(Aggregate aggregate, Tally window) {
        boolean none = window.count() == 0;
        return switch (aggregate) {
            case COUNT -> window.count();
            case SUM -> window.sum().toDouble();
            case MEAN -> none ? null : (Object) (window.sum().toDouble() / window.count());
            case MAX -> none ? null : (Object) window.max();
        };
    }
}
