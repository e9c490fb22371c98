package io.sluicegate.bench.loop;

import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as it grows, committed records only, and counts records and bytes. */
final class TopicWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long records;
    private long bytes;

    TopicWatch(Clients clients, String topic, int partitions) {
        consumer = new KafkaConsumer<>(
                clients.consumerProperties("bench-watch"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Reads what there is now, waiting a moment for something. */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        for (var record : consumer.poll(POLL)) {
            records++;
            bytes += size(record);
            each.accept(record);
        }
    }

    long records() {
        return records;
    }

    /** Mean size of a record's key, value and headers. */
    double bytesPerRecord() {
        return records == 0 ? 0 : (double) bytes / records;
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        long size = Math.max(0L, record.serializedKeySize());
        size += Math.max(0L, record.serializedValueSize());
        for (var header : record.headers()) {
            size += header.key().length();
            size += header.value().length;
        }
        return size;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
