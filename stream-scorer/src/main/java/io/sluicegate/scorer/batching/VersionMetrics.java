package io.sluicegate.scorer.batching;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.util.concurrent.TimeUnit;

/** The metrics of one version's calls. */
final class VersionMetrics {
    private final DistributionSummary batch;
    private final Timer inference;

    VersionMetrics(PipelineMetrics metrics, String version) {
        batch = metrics.summary(Metric.SCORER_BATCH, version);
        inference = metrics.timer(Metric.SCORER_INFERENCE, version);
    }

    void inference(int rows, long nanos) {
        batch.record(rows);
        inference.record(nanos, TimeUnit.NANOSECONDS);
    }
}
