package io.sluicegate.testing;

import static java.util.stream.Collectors.toMap;
import static org.apache.kafka.clients.consumer.ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A reader of all partitions of one topic from the start, of committed records only, outside any group. */
final class TopicReader<V> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final KafkaConsumer<String, V> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, V>> records = new ArrayList<>();

    TopicReader(String bootstrapServers, String topic, Deserializer<V> values) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(
                Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ISOLATION_LEVEL_CONFIG, "read_committed"),
                new StringDeserializer(),
                values);
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads up to the end that the admin client reports, which includes open transactions. */
    List<ConsumerRecord<String, V>> toEnd(Admin admin) {
        var ends = Futures.await(admin.listOffsets(
                        partitions.stream().collect(toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all());
        while (ends.entrySet().stream()
                .anyMatch(
                        end -> consumer.position(end.getKey()) < end.getValue().offset())) {
            poll();
        }
        return List.copyOf(records);
    }

    List<ConsumerRecord<String, V>> until(Predicate<List<ConsumerRecord<String, V>>> done, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!done.test(List.copyOf(records))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Topic %s didn't come to hold what was awaited within %s; it held %d records, the last: %s"
                                .formatted(topic, timeout, records.size(), last()));
            }
            poll();
        }
        return List.copyOf(records);
    }

    private void poll() {
        consumer.poll(POLL).forEach(records::add);
    }

    private String last() {
        return records.isEmpty() ? "none" : records.get(records.size() - 1).toString();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
