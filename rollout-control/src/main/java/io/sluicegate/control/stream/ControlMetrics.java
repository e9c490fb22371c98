package io.sluicegate.control.stream;

import io.sluicegate.control.domain.Decision;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The metrics of rollout control. Each metric is labelled with the pipeline of the command or deployment, not with the process's own. */
final class ControlMetrics {
    private final PipelineMetrics metrics;
    private final Map<String, AtomicLong> revisions = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> waysBack = new ConcurrentHashMap<>();

    ControlMetrics(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    void decided(ModelCommand command, Decision decision) {
        var word = decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        var kind = command.getKind().name().toLowerCase(Locale.ROOT);
        metrics.of(command.getPipeline())
                .counter(Metric.CONTROL_COMMANDS, kind, word)
                .increment();
    }

    void prepared(AuditEntry entry) {
        var word = entry.getKind().name().toLowerCase(Locale.ROOT);
        metrics.of(entry.getPipeline())
                .counter(Metric.CONTROL_PREPARATIONS, word)
                .increment();
    }

    void inForce(Deployment deployment) {
        gauge(revisions, Metric.CONTROL_REVISION, deployment.getPipeline()).set(deployment.getRevision());
    }

    void wayBack(String pipeline, boolean ready) {
        gauge(waysBack, Metric.CONTROL_PREVIOUS_READY, pipeline).set(ready ? 1 : 0);
    }

    private AtomicLong gauge(Map<String, AtomicLong> gauges, Metric metric, String pipeline) {
        return gauges.computeIfAbsent(pipeline, it -> {
            var figure = new AtomicLong();
            metrics.of(it).gauge(metric, figure, AtomicLong::get);
            return figure;
        });
    }
}
