package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.cli.RecordJson;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Place;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads parts of a pipeline's topics: decoded, and with the records' places. What can't be decoded is left out. */
final class PipelineLog implements AutoCloseable {
    private final Cluster cluster;
    private final LogReader log;
    private final Topics topics;
    private final AvroReader<GenericRecord> generic;

    private PipelineLog(Cluster cluster) {
        this.cluster = cluster;
        this.log = new LogReader(cluster.clients());
        this.topics = Topics.of(cluster.config().pipeline());
        this.generic = cluster.clients().serdes().genericReader();
    }

    /** @throws io.sluicegate.runtime.command.CommandFailed if Kafka or the registry doesn't answer in time */
    static PipelineLog open(PipelineConfig config) throws InterruptedException {
        return new PipelineLog(Cluster.open(config));
    }

    /**
     * The log for what needs no schemas.
     *
     * @throws io.sluicegate.runtime.command.CommandFailed if Kafka doesn't answer in time
     */
    static PipelineLog withoutSchemas(PipelineConfig config) throws InterruptedException {
        return new PipelineLog(Cluster.ofKafkaAlone(config));
    }

    PipelineConfig config() {
        return cluster.config();
    }

    Cluster cluster() {
        return cluster;
    }

    Topics topics() {
        return topics;
    }

    LogReader log() {
        return log;
    }

    Span whole(String topic) {
        return whole(log.partitions(topic));
    }

    Span whole(Collection<TopicPartition> partitions) {
        return new Span(log.begins(partitions), log.ends(partitions));
    }

    /** What was appended at a time or later. */
    Span since(String topic, Instant time) {
        var partitions = log.partitions(topic);
        return new Span(log.at(partitions, time), log.ends(partitions));
    }

    /** What was appended from one time up to another. */
    Span between(Collection<TopicPartition> partitions, Instant from, Instant until) {
        return new Span(log.at(partitions, from), log.at(partitions, until));
    }

    /** Reads a part, while the visitor wants more. */
    void read(Span span, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        log.read(span.from(), span.until(), visitor);
    }

    /** Reads a part as records of one class. */
    <T extends SpecificRecord> void each(Class<T> type, Span span, Consumer<Found<T>> visitor) {
        each(type, span, raw -> true, visitor);
    }

    /** Reads a part as records of one class, those of which the bytes look as wanted. */
    <T extends SpecificRecord> void each(
            Class<T> type, Span span, Predicate<ConsumerRecord<byte[], byte[]>> wanted, Consumer<Found<T>> visitor) {
        var reader = cluster.clients().serdes().reader(type);
        read(span, raw -> {
            if (raw.value() != null && wanted.test(raw) && reader.read(raw.value()) instanceof Decoded<T> decoded) {
                visitor.accept(new Found<>(place(raw), decoded.value()));
            }
            return true;
        });
    }

    <T extends SpecificRecord> List<Found<T>> all(Class<T> type, Span span) {
        var all = new ArrayList<Found<T>>();
        each(type, span, all::add);
        return all;
    }

    /** The pipeline's part of the audit: it is kept for ever, and has one record for each decision. */
    List<Found<AuditEntry>> audit() {
        return all(AuditEntry.class, whole(Topics.AUDIT)).stream()
                .filter(entry -> entry.value().getPipeline().equals(config().pipeline()))
                .toList();
    }

    /** The record at a place; empty if there is none. */
    Optional<ConsumerRecord<byte[], byte[]>> at(String topic, int partition, long offset) {
        var place = new TopicPartition(topic, partition);
        if (!log.partitions(topic).contains(place)
                || offset >= whole(List.of(place)).end(place)) {
            return Optional.empty();
        }
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        log.read(Map.of(place, offset), Map.of(place, offset + 1), found::add);
        return found.stream().filter(it -> it.offset() == offset).findFirst();
    }

    /** A record's fields by name. */
    Optional<Found<Map<String, Object>>> fields(ConsumerRecord<byte[], byte[]> raw) {
        return generic.read(raw.value()) instanceof Decoded<GenericRecord> decoded
                ? Optional.of(new Found<>(place(raw), RecordJson.of(decoded.value())))
                : Optional.empty();
    }

    <T extends SpecificRecord> Optional<Found<T>> decoded(Class<T> type, ConsumerRecord<byte[], byte[]> raw) {
        return cluster.clients().serdes().reader(type).read(raw.value()) instanceof Decoded<T> decoded
                ? Optional.of(new Found<>(place(raw), decoded.value()))
                : Optional.empty();
    }

    static Place place(ConsumerRecord<?, ?> raw) {
        return new Place(raw.topic(), raw.partition(), raw.offset(), Instant.ofEpochMilli(raw.timestamp()));
    }

    @Override
    public void close() {
        log.close();
        cluster.close();
    }
}
