package io.sluicegate.control.stream;

import io.sluicegate.records.AuditEntry;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an audit entry, and the revision and the registration that it embeds, to their topics. */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final ProcessorContext<Object, Object> context;
    private final ControlMetrics metrics;

    Publisher(ProcessorContext<Object, Object> context, ControlMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    void publish(AuditEntry entry) {
        Optional.ofNullable(entry.getRegistration())
                .ifPresent(it -> forward(StoredControlState.key(it), it, entry, ControlTopology.MODELS));
        Optional.ofNullable(entry.getDeployment()).ifPresent(it -> {
            metrics.inForce(it);
            forward(it.getPipeline(), it, entry, ControlTopology.DEPLOYMENTS);
        });
        forward(entry.getPipeline(), entry, entry, ControlTopology.AUDIT);
        log(entry);
    }

    private void forward(String key, Object value, AuditEntry entry, String sink) {
        context.forward(new Record<>(key, value, entry.getAt().toEpochMilli()), sink);
    }

    private static void log(AuditEntry entry) {
        LOG.atInfo()
                .addKeyValue("pipeline", entry.getPipeline())
                .addKeyValue("kind", entry.getKind())
                .addKeyValue("entry", entry.getAuditId())
                .addKeyValue("reason", entry.getReason())
                .log("decided");
    }
}
