package io.sluicegate.trigger.stream;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.trigger.domain.TriggerSettings;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * <pre>
 * p.drift ────────────────┐            ┌─► p.triggers
 * sluicegate.deployments ─┼─► decide ──┤
 * sluicegate.models ──────┘            └─► sluicegate.commands
 * </pre>
 */
public final class TriggerTopology {
    static final String DRIFT = "drift";
    static final String DEPLOYMENTS = "deployments";
    static final String MODELS = "models";
    static final String DECIDE = "decide";
    static final String TRIGGERS = "triggers";
    static final String COMMANDS = "commands";
    static final String BAD = "bad-";

    private final TriggerSettings settings;
    private final AvroSerdes serdes;
    private final PipelineMetrics metrics;
    private final Topics topics;

    public TriggerTopology(TriggerSettings settings, AvroSerdes serdes, PipelineMetrics metrics) {
        this.settings = settings;
        this.serdes = serdes;
        this.metrics = metrics;
        this.topics = Topics.of(settings.pipeline());
    }

    /** Registers the schemas of all records that the topology writes. */
    public void register(WrittenSchemas schemas) {
        FactStores.register(schemas);
        schemas.topic(topics.triggers(), RetrainingTrigger.class).topic(Topics.COMMANDS, ModelCommand.class);
    }

    public Topology build() {
        return build(new FactStores(serdes));
    }

    Topology build(FactStores stores) {
        var bytes = new ByteArrayDeserializer();
        var decide = new DecideProcessor.Supplier(
                settings,
                new Intake(settings, serdes),
                new DeadLetters("retraining-trigger", metrics),
                new TriggerMetrics(metrics),
                stores);
        var topology = new Topology()
                .addSource(DRIFT, bytes, bytes, topics.drift())
                .addSource(DEPLOYMENTS, bytes, bytes, Topics.DEPLOYMENTS)
                .addSource(MODELS, bytes, bytes, Topics.MODELS)
                .addProcessor(DECIDE, decide, DRIFT, DEPLOYMENTS, MODELS);
        addSink(topology, TRIGGERS, topics.triggers(), RetrainingTrigger.class);
        addSink(topology, COMMANDS, Topics.COMMANDS, ModelCommand.class);
        addDeadLetters(topology, topics.drift());
        addDeadLetters(topology, Topics.DEPLOYMENTS);
        addDeadLetters(topology, Topics.MODELS);
        return topology;
    }

    private <T extends SpecificRecord> void addSink(Topology topology, String name, String topic, Class<T> type) {
        topology.addSink(
                name, topic, new StringSerializer(), serdes.specific(type).serializer(), DECIDE);
    }

    /** Names the sink for the topic of the bad records. */
    private static void addDeadLetters(Topology topology, String topic) {
        var bytes = new ByteArraySerializer();
        topology.addSink(BAD + topic, Topics.deadLetters(topic), bytes, bytes, DECIDE);
    }
}
