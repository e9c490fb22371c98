package io.sluicegate.trigger.stream;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.trigger.domain.Wish;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.util.Locale;

/** The metrics of the retraining trigger. */
final class TriggerMetrics {
    private final PipelineMetrics metrics;

    TriggerMetrics(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    void done(Wish wish) {
        if (wish instanceof Ask ask) {
            metrics.counter(Metric.TRIGGER_TRIGGERS, ask.trigger().getPolicy()).increment();
        } else if (wish instanceof Send send) {
            var kind = send.command().getKind().name().toLowerCase(Locale.ROOT);
            metrics.counter(Metric.TRIGGER_COMMANDS, kind, send.verdict()).increment();
        }
    }
}
