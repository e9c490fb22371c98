package io.sluicegate.control.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluicegate.control.domain.Decision;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What rollout control counts. */
final class ControlMetrics {
    /** Counter by pipeline, kind and decision (accepted, refused, duplicate): commands. */
    static final String COMMANDS = "sluicegate.control.commands";
    /** Counter by pipeline and outcome (activated, aborted): preparations that ended by themselves. */
    static final String PREPARATIONS = "sluicegate.control.preparations";
    /** Gauge by pipeline: the revision in force. */
    static final String REVISION = "sluicegate.control.revision";
    /** Gauge by pipeline: 0 when a rollback would have to be prepared first, because an instance lacks the previous version. */
    static final String PREVIOUS_READY = "sluicegate.control.previous.ready";

    private final MeterRegistry meters;
    private final Map<String, AtomicLong> revisions = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> waysBack = new ConcurrentHashMap<>();

    ControlMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void decided(ModelCommand command, Decision decision) {
        var word = decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        var kind = command.getKind().name().toLowerCase(Locale.ROOT);
        meters.counter(COMMANDS, "pipeline", command.getPipeline(), "kind", kind, "decision", word)
                .increment();
    }

    void prepared(AuditEntry entry) {
        var word = entry.getKind().name().toLowerCase(Locale.ROOT);
        meters.counter(PREPARATIONS, "pipeline", entry.getPipeline(), "outcome", word)
                .increment();
    }

    void inForce(Deployment deployment) {
        gauge(revisions, REVISION, deployment.getPipeline()).set(deployment.getRevision());
    }

    void wayBack(String pipeline, boolean ready) {
        gauge(waysBack, PREVIOUS_READY, pipeline).set(ready ? 1 : 0);
    }

    private AtomicLong gauge(Map<String, AtomicLong> gauges, String name, String pipeline) {
        return gauges.computeIfAbsent(pipeline, it -> meters.gauge(name, Tags.of("pipeline", it), new AtomicLong()));
    }
}
