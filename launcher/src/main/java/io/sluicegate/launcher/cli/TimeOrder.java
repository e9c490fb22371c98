package io.sluicegate.launcher.cli;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A merge of partitions by the times of their records. It waits for a record of each partition that isn't read to its end. */
final class TimeOrder {
    private static final Comparator<ConsumerRecord<?, ?>> ORDER = Comparator.<ConsumerRecord<?, ?>>comparingLong(
                    ConsumerRecord::timestamp)
            .thenComparing(ConsumerRecord::topic)
            .thenComparingInt(ConsumerRecord::partition);

    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();

    void open(TopicPartition partition) {
        waiting.put(partition, new ArrayDeque<>());
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), it -> new ArrayDeque<>())
                .add(record);
    }

    /** The partitions that have records still. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(waiting.keySet());
    }

    /** The partitions of which no record waits. */
    Collection<TopicPartition> hungry() {
        return partitions(Queue::isEmpty);
    }

    /** The partitions of which a record waits. */
    Collection<TopicPartition> fed() {
        return partitions(records -> !records.isEmpty());
    }

    private Collection<TopicPartition> partitions(Predicate<Queue<ConsumerRecord<byte[], byte[]>>> wanted) {
        return waiting.entrySet().stream()
                .filter(it -> wanted.test(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Hands out what is known to be next; false once the visitor wants no more. */
    boolean handOut(Predicate<ConsumerRecord<byte[], byte[]>> visitor, Predicate<TopicPartition> isRead) {
        while (true) {
            waiting.entrySet().removeIf(it -> it.getValue().isEmpty() && isRead.test(it.getKey()));
            var next = waiting.values().stream().anyMatch(Queue::isEmpty)
                    ? null
                    : waiting.values().stream()
                            .min(Comparator.comparing(Queue::element, ORDER))
                            .orElse(null);
            if (next == null) {
                return true;
            }
            if (!visitor.test(next.remove())) {
                return false;
            }
        }
    }
}
