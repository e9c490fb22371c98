package io.sluicegate.trigger;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.runtime.service.TopologyStage;
import io.sluicegate.trigger.domain.TriggerSettings;
import io.sluicegate.trigger.stream.TriggerTopology;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The retraining trigger of one pipeline as a stage. */
public final class TriggerStage implements TopologyStage {
    public static final String NAME = "retraining-trigger";

    private static final int COMMIT_MS = 20;
    private static final int POLL_MS = 10;

    private final StreamsStage streams;

    public TriggerStage(StageContext context) {
        var settings = TriggerSettings.of(context.config());
        var drift = Topics.of(settings.pipeline()).drift();
        streams = new StreamsStage(
                context,
                StreamsDefinition.of(NAME, context.applicationId(NAME), () -> topology(context, settings))
                        .withDeadLetters(Topics.deadLetters(drift))
                        .with(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                        .with(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1)
                        .with(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS)
                        .with(StreamsConfig.POLL_MS_CONFIG, POLL_MS)
                        .with(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0));
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
