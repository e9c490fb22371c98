package io.sluicegate.enricher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.enricher.events.UnreadableSchemas;

/** What the feature enricher measures of itself. */
public final class EnricherMeters {
    /** Counter by feature: events on which the feature's expression failed, so that it is missing. */
    public static final String EXPRESSION_FAILURES = "sluicegate.enricher.expression.failures";

    /** Counter: windows that began anew for an entity that had been seen before; they hold too little until their time has passed. */
    public static final String WINDOWS_BEGUN = "sluicegate.enricher.windows.begun";

    /** Gauge by fingerprint: 1 for the feature set that this instance computes. */
    public static final String FEATURE_SET = "sluicegate.enricher.feature.set";

    /** Gauge: schemas of the events, met by this instance, that lack what the features need. */
    public static final String UNREADABLE = "sluicegate.enricher.schemas.unreadable";

    private final MeterRegistry registry;
    private final Counter windowsBegun;

    /** @param fingerprint of the feature set that this instance computes */
    public EnricherMeters(MeterRegistry registry, String fingerprint) {
        this.registry = registry;
        this.windowsBegun = registry.counter(WINDOWS_BEGUN);
        Gauge.builder(FEATURE_SET, () -> 1).tag("fingerprint", fingerprint).register(registry);
    }

    static void ofUnreadable(MeterRegistry registry, UnreadableSchemas schemas) {
        Gauge.builder(UNREADABLE, schemas, UnreadableSchemas::count).register(registry);
    }

    /** Counts an event on which the feature's expression failed. */
    public void expressionFailed(String feature) {
        registry.counter(EXPRESSION_FAILURES, "feature", feature).increment();
    }

    /** Counts windows that begin anew for an entity that has been seen before. */
    public void windowsBegun(int windows) {
        if (windows > 0) {
            windowsBegun.increment(windows);
        }
    }
}
