package io.sluicegate.enricher;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.enricher.events.UnreadableSchemas;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The feature enricher's metrics. */
public final class EnricherMetrics {
    private final PipelineMetrics metrics;
    private final Counter windowsBegun;
    private final Map<String, Counter> failures = new ConcurrentHashMap<>();

    /** @param fingerprint of the feature set that this instance computes */
    public EnricherMetrics(PipelineMetrics metrics, String fingerprint) {
        this.metrics = metrics;
        this.windowsBegun = metrics.counter(Metric.ENRICHER_WINDOWS_BEGUN);
        metrics.gauge(Metric.ENRICHER_FEATURE_SET, 1, Integer::doubleValue, fingerprint);
    }

    static void ofUnreadable(PipelineMetrics metrics, UnreadableSchemas schemas) {
        metrics.gauge(Metric.ENRICHER_SCHEMAS_UNREADABLE, schemas, UnreadableSchemas::count);
    }

    /** Counts an event on which the feature's expression failed. */
    public void expressionFailed(String feature) {
        failures.computeIfAbsent(feature, it -> metrics.counter(Metric.ENRICHER_EXPRESSION_FAILURES, it))
                .increment();
    }

    /** Counts windows that start empty for an entity that has been seen before. */
    public void windowsBegun(int windows) {
        if (windows > 0) {
            windowsBegun.increment(windows);
        }
    }
}
