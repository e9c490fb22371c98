package io.sluicegate.drift;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics of the drift detector. */
public final class DriftMetrics {
    private final PipelineMetrics metrics;
    private final AtomicInteger openWindows = new AtomicInteger();

    public DriftMetrics(PipelineMetrics metrics) {
        this.metrics = metrics;
        metrics.gauge(Metric.DRIFT_WINDOWS_OPEN, openWindows, AtomicInteger::get);
    }

    /** Rows of the topic that were counted. */
    public Counter rows(String topic) {
        return metrics.counter(Metric.DRIFT_ROWS, topic);
    }

    /** Rows of the topic that weren't counted for lack of their version's reference. */
    public Counter uncounted(String topic) {
        return metrics.counter(Metric.DRIFT_UNCOUNTED, topic, "reference");
    }

    /** Rows of the topic with at least one feature that isn't counted because its definition differs from the reference's. */
    public Counter otherDefinition(String topic) {
        return metrics.counter(Metric.DRIFT_UNCOUNTED, topic, "definition");
    }

    /** Rows of the topic that arrived before the first deployment. */
    public Counter beforeDeployment(String topic) {
        return metrics.counter(Metric.DRIFT_UNCOUNTED, topic, "deployment");
    }

    /** Rows of the topic that were late. */
    public Counter late(String topic) {
        return metrics.counter(Metric.DRIFT_LATE, topic);
    }

    /** Labels that found their prediction. */
    public Counter joinedLabels() {
        return metrics.counter(Metric.DRIFT_LABELS, "joined");
    }

    /** Labels that came without a prediction. */
    public Counter waitingLabels() {
        return metrics.counter(Metric.DRIFT_LABELS, "waiting");
    }

    /** Counts a report. */
    public void report(DriftScope scope, Verdict verdict) {
        metrics.counter(Metric.DRIFT_REPORTS, scope.name(), verdict.name()).increment();
    }

    /** Sets how many windows are open. */
    public void openWindows(int windows) {
        openWindows.set(windows);
    }
}
