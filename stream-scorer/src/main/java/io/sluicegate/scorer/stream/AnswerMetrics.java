package io.sluicegate.scorer.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.predictions.AnswerKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The counters of answers. Meters are found by a small key, mostly the last one, because a registry's own look-up costs more than
 * the rest of a record.
 */
final class AnswerMetrics {
    private record Counted(AnswerKind kind, Counter rows, Counter definitions) {}

    /**
     * Bounds of the latency's buckets. Percentiles wouldn't do: those of several instances can't be added up, and recording one
     * costs as much as scoring a record.
     */
    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PipelineMetrics metrics;
    private final Timer latency;
    private final Map<AnswerKind, Counted> counters = new HashMap<>();
    private @Nullable Counted last;

    AnswerMetrics(PipelineMetrics metrics) {
        this.metrics = metrics;
        this.latency = metrics.timer(Metric.SCORER_LATENCY, BUCKETS);
    }

    void count(AnswerKind kind, Headers headers) {
        countRow(kind);
        PassedHeaders.ingested(headers).ifPresent(this::latencySince);
    }

    /** Counts a shadow's answer, without latency because nobody waits for a shadow. */
    void countShadow(AnswerKind kind) {
        countRow(kind);
    }

    private void countRow(AnswerKind kind) {
        var counted = last;
        if (counted == null || !counted.kind().equals(kind)) {
            counted = counters.computeIfAbsent(kind, any -> new Counted(kind, rows(kind), definitions(kind)));
            last = counted;
        }
        counted.rows().increment();
        counted.definitions().increment();
    }

    private void latencySince(long ingested) {
        latency.record(Math.max(0, System.currentTimeMillis() - ingested), TimeUnit.MILLISECONDS);
    }

    private Counter rows(AnswerKind kind) {
        return metrics.counter(
                Metric.SCORER_ROWS,
                kind.version(),
                kind.role().name(),
                kind.outcome().name());
    }

    private Counter definitions(AnswerKind kind) {
        return metrics.counter(
                Metric.SCORER_DEFINITIONS, kind.version(), kind.definitions().name());
    }
}
