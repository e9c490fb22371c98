package io.sluicegate.control.stream;

import io.sluicegate.control.domain.RolloutControl;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * <pre>
 * sluicegate.commands ──┬─► decide ─┬─► sluicegate.models
 * sluicegate.approvals ─┘           ├─► sluicegate.deployments
 * sluicegate.status ──────► watch ──┴─► sluicegate.audit
 * </pre>
 *
 * Both processors share the stores, so they run in one task: everything that one record causes is one transaction.
 */
public final class ControlTopology {
    static final String COMMANDS = "commands";
    static final String APPROVALS = "approvals";
    static final String STATUS = "status";
    static final String DECIDE = "decide";
    static final String WATCH = "watch";
    static final String MODELS = "models";
    static final String DEPLOYMENTS = "deployments";
    static final String AUDIT = "audit";
    static final String BAD_COMMANDS = "bad-commands";
    static final String BAD_APPROVALS = "bad-approvals";
    static final String BAD_STATUS = "bad-status";

    private final RolloutControl control;
    private final AvroSerdes serdes;
    private final PipelineMetrics metrics;
    private final CommandTail tail;
    private final DeadLetters letters;

    /** @param tail the part of the log of commands that was not processed yet */
    public ControlTopology(RolloutControl control, AvroSerdes serdes, PipelineMetrics metrics, CommandTail tail) {
        this.control = control;
        this.serdes = serdes;
        this.metrics = metrics;
        this.tail = tail;
        this.letters = new DeadLetters("rollout-control", metrics);
    }

    /** Registers the schemas of all that the topology writes. */
    public void register(WrittenSchemas schemas) {
        ControlStores.register(schemas);
        schemas.topic(Topics.MODELS, ModelRegistration.class)
                .topic(Topics.DEPLOYMENTS, Deployment.class)
                .topic(Topics.AUDIT, AuditEntry.class);
    }

    public Topology build() {
        var bytes = new ByteArrayDeserializer();
        var stores = new ControlStores(serdes);
        var counted = new ControlMetrics(metrics);
        var decide = new DecideProcessor.Supplier(
                control, serdes.reader(ModelCommand.class), letters, counted, tail, stores);
        var watch = new WatchProcessor.Supplier(serdes.reader(InstanceStatus.class), letters, counted, stores);
        var topology = new Topology()
                .addSource(COMMANDS, bytes, bytes, Topics.COMMANDS)
                .addSource(APPROVALS, bytes, bytes, Topics.APPROVALS)
                .addSource(STATUS, bytes, bytes, Topics.STATUS)
                .addProcessor(DECIDE, decide, COMMANDS, APPROVALS)
                .addProcessor(WATCH, watch, STATUS);
        addSink(topology, MODELS, Topics.MODELS, ModelRegistration.class, DECIDE);
        addSink(topology, DEPLOYMENTS, Topics.DEPLOYMENTS, Deployment.class, DECIDE, WATCH);
        addSink(topology, AUDIT, Topics.AUDIT, AuditEntry.class, DECIDE, WATCH);
        addDeadLetters(topology, BAD_COMMANDS, Topics.COMMANDS, DECIDE);
        addDeadLetters(topology, BAD_APPROVALS, Topics.APPROVALS, DECIDE);
        addDeadLetters(topology, BAD_STATUS, Topics.STATUS, WATCH);
        return topology;
    }

    private <T extends SpecificRecord> void addSink(
            Topology topology, String name, String topic, Class<T> type, String... from) {
        topology.addSink(
                name, topic, new StringSerializer(), serdes.specific(type).serializer(), from);
    }

    private static void addDeadLetters(Topology topology, String name, String topic, String from) {
        var bytes = new ByteArraySerializer();
        topology.addSink(name, Topics.deadLetters(topic), bytes, bytes, from);
    }
}
