package io.sluicegate.enricher;

import io.micrometer.core.instrument.MeterRegistry;

/** What the feature enricher measures of itself. */
public final class EnricherMeters {
    /** Counter by feature: events on which the feature's expression failed, so that it is missing. */
    public static final String EXPRESSION_FAILURES = "sluicegate.enricher.expression.failures";

    private final MeterRegistry registry;

    public EnricherMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts an event on which the feature's expression failed. */
    public void expressionFailed(String feature) {
        registry.counter(EXPRESSION_FAILURES, "feature", feature).increment();
    }
}
