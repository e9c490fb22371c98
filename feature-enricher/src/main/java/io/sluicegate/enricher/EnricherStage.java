package io.sluicegate.enricher;

import static io.sluicegate.runtime.avro.AvroSerdes.subject;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.events.EventReader;
import io.sluicegate.enricher.events.UnreadableSchemas;
import io.sluicegate.enricher.stream.Enrich;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.kafka.PublishedFeatures;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.runtime.service.TopologyStage;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * The feature enricher as a stage. At its start it checks the feature set against the schemas registered for the events, registers
 * the features' schema and publishes the feature set. It reads the fields that the features need from events of any schema.
 */
public final class EnricherStage implements TopologyStage {
    public static final String NAME = "feature-enricher";

    private final StageContext context;
    private final Topics topics;
    private final StreamsStage streams;
    private final UnreadableSchemas unreadable;
    private volatile Optional<String> remark = Optional.empty();

    public EnricherStage(StageContext context) {
        this.context = context;
        this.topics = Topics.of(context.config().pipeline());
        var deadLetters = Topics.deadLetters(context.config().events().topic());
        this.streams = new StreamsStage(
                context,
                StreamsDefinition.of(NAME, context.applicationId(NAME), this::topology)
                        .withDeadLetters(deadLetters)
                        .with(
                                CommitPace.PROPERTY,
                                CommitPace.of(context.config().kafka()))
                        .readingOnePartition()
                        .keepingState());
        this.unreadable =
                new UnreadableSchemas(context.config().events().unreadable(), this::isOfTheEvents, this::hold);
        EnricherMetrics.ofUnreadable(context.metrics(), unreadable);
    }

    private boolean isOfTheEvents(int schema) {
        return context.clients().schemas().has(subject(context.config().events().topic()), schema);
    }

    private void hold() {
        streams().streams().ifPresent(KafkaStreams::pause);
    }

    @Override
    public Readiness readiness() {
        return unreadable.trouble().map(Readiness::notReady).orElseGet(() -> streams.readiness()
                .and(() -> remark.map(Readiness::readyBut).orElseGet(Readiness::ready)));
    }

    @Override
    public StreamsStage streams() {
        return streams;
    }

    private Topology topology() {
        var config = context.config();
        var topology = new EnricherTopology(config.events().topic(), topics.features(), enrich()).build();
        publish();
        return topology;
    }

    /**
     * Publishes the feature set before the first features record is written, so that every reader can look up the record's
     * definitions.
     */
    private void publish() {
        var config = context.config();
        var set = PublishedFeatures.of(
                config.features(), config.pipeline(), config.service().instance(), Instant.now());
        PublishedFeatures.publish(set, context.clients());
    }

    private Enrich enrich() {
        var fitting = new FittingEngine(context.config(), context.clients().schemas()).get();
        remark = fitting.remark();
        return enrich(context, fitting.engine(), unreadable);
    }

    /** The topology outside of a stage, for programs that run it record by record without Kafka. */
    public static Topology topology(StageContext context) {
        var config = context.config();
        var engine =
                new FittingEngine(config, context.clients().schemas()).get().engine();
        var unreadable = new UnreadableSchemas(config.events().unreadable(), schema -> true, () -> {});
        return new EnricherTopology(
                        config.events().topic(),
                        Topics.of(config.pipeline()).features(),
                        enrich(context, engine, unreadable))
                .build();
    }

    private static Enrich enrich(StageContext context, FeatureEngine engine, UnreadableSchemas unreadable) {
        var config = context.config();
        var schema = FeaturesSchema.of(config.pipeline(), config.features());
        var serdes = context.clients().serdes();
        var registered = serdes.writer(subject(Topics.of(config.pipeline()).features()), schema.schema());
        var writer = schema.writer(WireFormat.header(registered.schemaId()));
        return new Enrich(
                engine,
                new EventReader(context.clients().schemas(), engine.needs()),
                unreadable,
                writer::write,
                new DeadLetters(NAME, context.metrics()),
                new EnricherMetrics(context.metrics(), config.features().fingerprint()));
    }
}
