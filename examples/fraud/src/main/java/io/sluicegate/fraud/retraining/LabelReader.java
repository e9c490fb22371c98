package io.sluicegate.fraud.retraining;

import io.sluicegate.records.Label;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the labels written between a time and now. The newest of several labels of an event counts. */
final class LabelReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroReader<Label> reader;
    private final String topic;
    private final Map<String, Boolean> truths = new HashMap<>();

    LabelReader(KafkaConsumer<byte[], byte[]> consumer, AvroReader<Label> reader, String topic) {
        this.consumer = consumer;
        this.reader = reader;
        this.topic = topic;
    }

    /** The truth by event id. */
    Map<String, Boolean> truths() {
        return truths;
    }

    /** Starts over: reads the labels written from this time up to the present end. */
    void readFrom(Instant writtenAt) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        seek(partitions, writtenAt);
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            poll();
        }
    }

    /** Reads on until there are enough labels or patience ends. */
    void readOn(BooleanSupplier enough, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < deadline) {
            poll();
        }
    }

    private void seek(List<TopicPartition> partitions, Instant writtenAt) {
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(p -> p, p -> writtenAt.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
    }

    private void poll() {
        for (var record : consumer.poll(POLL)) {
            if (reader.read(record.value()) instanceof Decoded<Label> label) {
                truths.put(label.value().getEventId(), label.value().getPositive());
            }
        }
    }
}
