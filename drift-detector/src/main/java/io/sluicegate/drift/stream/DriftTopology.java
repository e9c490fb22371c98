package io.sluicegate.drift.stream;

import io.sluicegate.drift.stream.Incoming.Unusable;
import io.sluicegate.drift.stream.Incoming.Usable;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Label;
import io.sluicegate.records.LabelProgress;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.WrittenSchemas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * <pre>
 * features ────► count-features ─────────────────┐
 * predictions ─► count-scores ───────────────────┼─► counts (one partition) ─► merge-counts ─► drift
 *      └───────────────────────► join-outcomes ──┘
 * labels ──────► route-labels ─► labels by entity ─┘
 * </pre>
 *
 * Deployments, registrations and feature sets are global stores: they determine the reference of each row. A record that can't be
 * decoded, or is from the future, goes to its topic's dead letters.
 */
public final class DriftTopology {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();
    private static final byte[] NO_KEY = {};

    private final DriftParts parts;
    private final Topics topics;
    private final StreamsBuilder builder = new StreamsBuilder();

    public DriftTopology(DriftParts parts) {
        this.parts = parts;
        this.topics = Topics.of(parts.config().pipeline());
    }

    /** The topics whose rows are counted. */
    static List<String> sources(PipelineConfig config) {
        var topics = Topics.of(config.pipeline());
        return List.of(topics.features(), topics.predictions(), topics.labels());
    }

    /** Registers the schemas of all records that the topology writes. */
    public void register(WrittenSchemas schemas) {
        schemas.topic(topics.drift(), DriftReport.class)
                .repartition("counts", PartialCounts.class)
                .repartition("labels", LabelProgress.class)
                .store(MergeStores.COUNTS, PartialCounts.class)
                .store(MergeStores.CLOCKS, PartialCounts.class);
    }

    /** Builds the topology. Call it only once. */
    public Topology build() {
        global(Versions.DEPLOYMENTS_STORE, Topics.DEPLOYMENTS);
        global(Versions.MODELS_STORE, Topics.MODELS);
        global(ComparableFeatures.STORE, Topics.FEATURE_SETS);

        var features =
                read("features", topics.features(), parts.serdes().genericReader(CountedFields::of), this::rejection);
        var predictions = read("predictions", topics.predictions(), reader(Prediction.class), this::rejection);
        var labels = read("labels", topics.labels(), reader(Label.class), this::rejection);

        var featureCounts = features.process(FeatureCounting.supply(parts), Named.as("count-features"));
        var scoreCounts = predictions.process(ScoreCounting.supply(parts), Named.as("count-scores"));
        var outcomeCounts = records(predictions, "predictions-to-join")
                .merge(records(byEntity(labels), "labels-to-join"), Named.as("predictions-and-labels"))
                .process(OutcomeJoin.supply(parts), Named.as("join-outcomes"));

        inOnePartition(featureCounts
                        .merge(scoreCounts, Named.as("with-scores"))
                        .merge(outcomeCounts, Named.as("with-outcomes")))
                .process(Merging.supply(parts), Named.as("merge-counts"))
                .to(
                        topics.drift(),
                        Produced.with(Serdes.String(), serde(DriftReport.class)).withName("drift"));
        return builder.build();
    }

    private void global(String store, String topic) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), BYTES)
                        .withLoggingDisabled(),
                topic,
                Consumed.with(Serdes.String(), BYTES).withName("read-" + store),
                () -> new GlobalUpdate(store));
    }

    private <T> KStream<byte[], T> read(
            String what, String topic, AvroReader<T> reader, BiFunction<T, Instant, Optional<Rejection>> check) {
        var incoming = builder.stream(topic, Consumed.with(BYTES, BYTES).withName("read-" + what))
                .process(() -> new Decode<>(reader, check, parts.deadLetters()), Named.as("decode-" + what));
        incoming.filterNot((key, value) -> value.isUsable(), Named.as(what + "-unusable"))
                .mapValues(value -> ((Unusable<T>) value).bytes(), Named.as(what + "-letters"))
                .to(Topics.deadLetters(topic), Produced.with(BYTES, BYTES).withName(what + "-dead-letters"));
        return incoming.filter((key, value) -> value.isUsable(), Named.as(what + "-usable"))
                .mapValues(value -> ((Usable<T>) value).value(), Named.as(what));
    }

    private Optional<Rejection> rejection(GenericRecord row, Instant now) {
        return FeatureCounting.rejection(row, latest(now));
    }

    private Optional<Rejection> rejection(Prediction prediction, Instant now) {
        return RowTime.rejection(prediction.getEventTime(), latest(now));
    }

    /** The enricher has already checked events against the bound, by its own clock, which may be ahead of this one. */
    private Instant latest(Instant now) {
        return now.plus(parts.config().events().future()).plus(parts.settings().grace());
    }

    private Optional<Rejection> rejection(Label label, Instant now) {
        return OutcomeJoin.rejection(label, now.plus(parts.config().events().future()));
    }

    private static <T extends SpecificRecord> KStream<byte[], SpecificRecord> records(
            KStream<byte[], T> records, String name) {
        return records.mapValues(record -> (SpecificRecord) record, Named.as(name));
    }

    private KStream<byte[], LabelProgress> byEntity(KStream<byte[], Label> labels) {
        return labels.process(LabelRouting.supply(parts), Named.as("route-labels"))
                .repartition(Repartitioned.with(Serdes.String(), serde(LabelProgress.class))
                        .withName("labels")
                        .withNumberOfPartitions(parts.config().partitions())
                        .withStreamPartitioner(LabelRouting.partitioner()))
                .selectKey((entity, label) -> NO_KEY, Named.as("labels-by-entity"));
    }

    private KStream<String, PartialCounts> inOnePartition(KStream<String, PartialCounts> counts) {
        return counts.repartition(Repartitioned.with(Serdes.String(), serde(PartialCounts.class))
                .withName("counts")
                .withNumberOfPartitions(1));
    }

    private <T extends SpecificRecord> AvroReader<T> reader(Class<T> type) {
        return parts.serdes().reader(type);
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return parts.serdes().specific(type);
    }
}
