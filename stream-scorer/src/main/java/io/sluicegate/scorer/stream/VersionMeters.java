package io.sluicegate.scorer.stream;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluicegate.scorer.ScorerMetrics;
import java.util.concurrent.TimeUnit;

/** What is measured of one version's calls. */
final class VersionMeters {
    private final DistributionSummary batch;
    private final Timer inference;

    VersionMeters(MeterRegistry meters, String version) {
        batch = meters.summary(ScorerMetrics.BATCH, "version", version);
        inference = meters.timer(ScorerMetrics.INFERENCE, "version", version);
    }

    void inference(int rows, long nanos) {
        batch.record(rows);
        inference.record(nanos, TimeUnit.NANOSECONDS);
    }
}
