package io.sluicegate.trigger;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.runtime.service.TopologyStage;
import io.sluicegate.trigger.domain.TriggerSettings;
import io.sluicegate.trigger.stream.TriggerTopology;
import org.apache.kafka.streams.Topology;

/** The retraining trigger of one pipeline as a stage. */
public final class TriggerStage implements TopologyStage {
    public static final String NAME = "retraining-trigger";

    private final StreamsStage streams;

    public TriggerStage(StageContext context) {
        var settings = TriggerSettings.of(context.config());
        var drift = Topics.of(settings.pipeline()).drift();
        streams = new StreamsStage(
                context,
                StreamsDefinition.of(NAME, context.applicationId(NAME), () -> topology(context, settings))
                        .withDeadLetters(Topics.deadLetters(drift))
                        .prompt());
    }

    private static Topology topology(StageContext context, TriggerSettings settings) {
        var serdes = context.clients().serdes();
        var topology = new TriggerTopology(settings, serdes, context.metrics());
        topology.register(new WrittenSchemas(serdes, context.applicationId(NAME)));
        return topology.build();
    }

    @Override
    public StreamsStage streams() {
        return streams;
    }
}
