package io.sluicegate.enricher;

import static io.sluicegate.enricher.stream.Enrich.DEAD_LETTERS;
import static io.sluicegate.enricher.stream.Enrich.FEATURES;

import io.sluicegate.enricher.stream.AppendTime;
import io.sluicegate.enricher.stream.Enrich;
import io.sluicegate.pipeline.catalogue.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Events → enrich (with a store of entity states) → features, and dead letters.
 *
 * @param events topic of the events
 * @param features topic of the features
 */
public record EnricherTopology(String events, String features, Enrich enrich) {
    private static final String EVENTS = "events";
    private static final String ENRICH = "enrich";

    public Topology build() {
        var read = new ByteArrayDeserializer();
        var write = new ByteArraySerializer();
        return new Topology()
                .addSource(AutoOffsetReset.earliest(), EVENTS, new AppendTime(), read, read, events)
                .addProcessor(ENRICH, enrich, EVENTS)
                .addSink(FEATURES, features, write, write, ENRICH)
                .addSink(DEAD_LETTERS, Topics.deadLetters(events), write, write, ENRICH);
    }
}
