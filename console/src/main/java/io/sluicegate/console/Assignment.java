package io.sluicegate.console;

import io.sluicegate.console.PipelineFollower.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that the consumer reads. The console picks up new topics and partitions from their beginning. It belongs to no consumer
 * group, because every console reads everything.
 */
final class Assignment {
    private static final Duration WHILE_INCOMPLETE = Duration.ofSeconds(1);
    private static final Duration OTHERWISE = Duration.ofMinutes(1);

    private final FollowedTopics topics;
    private final Start start;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private List<String> missing = List.of();
    private Instant next = Instant.MIN;

    Assignment(FollowedTopics topics, Start start) {
        this.topics = topics;
        this.start = start;
    }

    /** Topics that don't exist yet. */
    List<String> missing() {
        return missing;
    }

    /** Looks for new partitions if the last look is long enough ago. */
    void refresh(Consumer<?, ?> consumer, Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        var first = next.equals(Instant.MIN);
        var added = new HashSet<TopicPartition>();
        missing = topics.all().stream()
                .filter(topic -> !found(topic, consumer, added))
                .toList();
        next = now.plus(missing.isEmpty() ? OTHERWISE : WHILE_INCOMPLETE);
        if (!added.isEmpty()) {
            assign(consumer, added, first);
        }
    }

    private boolean found(String topic, Consumer<?, ?> consumer, Set<TopicPartition> added) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .filter(partition -> !assigned.contains(partition))
                .forEach(added::add);
        return !partitions.isEmpty();
    }

    private void assign(Consumer<?, ?> consumer, Set<TopicPartition> added, boolean first) {
        assigned.addAll(added);
        consumer.assign(assigned);
        ends.putAll(consumer.endOffsets(added));
        consumer.seekToBeginning(added);
        if (first && start == Start.END) {
            added.stream()
                    .filter(partition -> topics.traffic().contains(partition.topic()))
                    .forEach(partition -> consumer.seek(partition, ends.getOrDefault(partition, 0L)));
        }
    }

    /** Whether the consumer has read everything that each partition held when it was picked up. */
    boolean caughtUp(Consumer<?, ?> consumer) {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends.isEmpty();
    }
}
