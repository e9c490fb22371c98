package io.sluicegate.drift;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import java.util.concurrent.atomic.AtomicInteger;

/** What the drift detector measures of itself. */
public final class DriftMeters {
    /** Counter by topic: rows counted in a window. */
    public static final String ROWS = "sluicegate.drift.rows";

    /** Counter by topic and reason: rows that nothing is known to hold against, so they count nowhere, or not in full. */
    public static final String UNCOUNTED = "sluicegate.drift.uncounted";

    /** Counter by topic: rows that came after their window was over. */
    public static final String LATE = "sluicegate.drift.late";

    /** Counter by result: labels that found their prediction (joined), or wait for it until the horizon ends (waiting). */
    public static final String LABELS = "sluicegate.drift.labels";

    /** Counter by scope and verdict: reports. */
    public static final String REPORTS = "sluicegate.drift.reports";

    /** Gauge: windows that are merged on this instance and not closed yet. */
    public static final String OPEN_WINDOWS = "sluicegate.drift.windows.open";

    private final MeterRegistry registry;
    private final AtomicInteger openWindows = new AtomicInteger();

    public DriftMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge(OPEN_WINDOWS, openWindows);
    }

    /** Rows of the topic that were counted. */
    public Counter rows(String topic) {
        return registry.counter(ROWS, "topic", topic);
    }

    /** Rows of the topic whose version's reference is not there. */
    public Counter uncounted(String topic) {
        return registry.counter(UNCOUNTED, "topic", topic, "reason", "reference");
    }

    /** Rows of the topic of which at least one feature means something else than in the reference, and isn't counted. */
    public Counter otherDefinition(String topic) {
        return registry.counter(UNCOUNTED, "topic", topic, "reason", "definition");
    }

    /** Rows of the topic that came before the first deployment. */
    public Counter beforeDeployment(String topic) {
        return registry.counter(UNCOUNTED, "topic", topic, "reason", "deployment");
    }

    /** Rows of the topic that were late. */
    public Counter late(String topic) {
        return registry.counter(LATE, "topic", topic);
    }

    /** Labels that found their prediction. */
    public Counter joinedLabels() {
        return registry.counter(LABELS, "result", "joined");
    }

    /** Labels that came without a prediction. */
    public Counter waitingLabels() {
        return registry.counter(LABELS, "result", "waiting");
    }

    /** Counts a report. */
    public void report(DriftScope scope, Verdict verdict) {
        registry.counter(REPORTS, "scope", scope.name(), "verdict", verdict.name())
                .increment();
    }

    /** Sets how many windows are open. */
    public void openWindows(int windows) {
        openWindows.set(windows);
    }
}
