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

/** Reads labels, from those written at a time up to those written now. Of several labels of an event the newest holds. */
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

    /** Reads anew, from what was written at the time on, up to the present end. */
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

    /** Goes on reading until enough is known or patience is at its end. */
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
