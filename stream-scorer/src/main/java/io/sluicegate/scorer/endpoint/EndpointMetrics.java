package io.sluicegate.scorer.endpoint;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.versions.LoadedVersion;
import java.util.concurrent.TimeUnit;

/** The metrics of the endpoint. */
final class EndpointMetrics {
    private final PipelineMetrics metrics;

    EndpointMetrics(PipelineMetrics metrics, WaitingRequests waiting) {
        this.metrics = metrics;
        metrics.gauge(Metric.SCORER_ENDPOINT_WAITING, waiting, WaitingRequests::size);
    }

    /** An inference request, however it ended. */
    void request(int status, long nanos) {
        var code = Integer.toString(status);
        metrics.counter(Metric.SCORER_ENDPOINT_REQUESTS, code).increment();
        metrics.timer(Metric.SCORER_ENDPOINT_LATENCY, code).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A call of a model. */
    void call(LoadedVersion version, int rows) {
        metrics.summary(Metric.SCORER_ENDPOINT_BATCH, version.deployed().getVersion())
                .record(rows);
    }

    /** Rows that a version has answered. */
    void rows(LoadedVersion version, int rows) {
        metrics.counter(Metric.SCORER_ENDPOINT_ROWS, version.deployed().getVersion())
                .increment(rows);
    }
}
