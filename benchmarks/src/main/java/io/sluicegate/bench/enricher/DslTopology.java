package io.sluicegate.bench.enricher;

import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.service.StageContext;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The windows of the fraud example's features as aggregations of Kafka Streams' DSL, made to be as fast as they can be: one
 * aggregation for each length of window, which computes all that is needed of it into one value of fixed size. A window slides, so
 * that the one that ends with an event has the event's features. The three values of an event are written one by one: joining them into
 * one record would cost further stores.
 */
final class DslTopology {
    static final String STAGE = EnricherSubject.DSL.toString();

    /** The lengths of the windows, which name their stores. */
    static final List<Duration> WINDOWS = List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(3));

    private DslTopology() {}

    static String store(Duration window) {
        return "window-" + window.toMinutes() + "m";
    }

    static Topology build(StageContext context) {
        var config = context.config();
        var cards = context.clients().serdes().specific(CardTransaction.class);
        var builder = new StreamsBuilder();
        var events = builder.stream(config.events().topic(), consumed(cards))
                .groupByKey(Grouped.with("cards", Serdes.String(), cards));
        for (var window : WINDOWS) {
            aggregate(events, window, config.events().lateness(), EnricherSubject.DSL.output(config.pipeline()));
        }
        return builder.build();
    }

    private static Consumed<String, CardTransaction> consumed(Serde<CardTransaction> cards) {
        return Consumed.with(Serdes.String(), cards)
                .withName("events")
                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                .withTimestampExtractor((record, before) ->
                        ((CardTransaction) record.value()).getOccurredAt().toEpochMilli());
    }

    private static void aggregate(
            KGroupedStream<String, CardTransaction> events, Duration window, Duration lateness, String output) {
        var store = store(window);
        events.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(window, lateness))
                .aggregate(
                        WindowTally::none,
                        (card, event, tally) -> tally.add(event),
                        Named.as(store + "-aggregate"),
                        Materialized.<String, WindowTally, WindowStore<Bytes, byte[]>>as(store)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(WindowTally.SERDE))
                .toStream(Named.as(store + "-updates"))
                .filter((card, tally) -> card.window().end() == tally.last(), Named.as(store + "-own"))
                .selectKey((card, tally) -> card.key(), Named.as(store + "-cards"))
                .to(output, Produced.with(Serdes.String(), WindowTally.SERDE).withName(store + "-features"));
    }
}
