package io.sluicegate.runtime.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks up the partitions of topics, and names a partition in messages. */
final class Partitions {
    private Partitions() {}

    /** Each partition of the topics that exist, and whether it has a leader. */
    static Map<TopicPartition, Boolean> led(Admin admin, Set<String> topics, int patienceMs) throws Exception {
        var options = new DescribeTopicsOptions().timeoutMs(patienceMs);
        var led = new HashMap<TopicPartition, Boolean>();
        for (var topic : admin.describeTopics(topics, options).topicNameValues().values()) {
            described(topic).ifPresent(it -> it.partitions()
                    .forEach(partition ->
                            led.put(new TopicPartition(it.name(), partition.partition()), hasLeader(partition))));
        }
        return led;
    }

    /** Empty if the topic doesn't exist: an application's internal topics may not have been created yet. */
    private static Optional<TopicDescription> described(KafkaFuture<TopicDescription> topic) throws Exception {
        try {
            return Optional.of(topic.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean hasLeader(TopicPartitionInfo partition) {
        return partition.leader() != null && !partition.leader().isEmpty();
    }

    static String shown(TopicPartition partition) {
        return "partition " + partition.partition() + " of " + partition.topic();
    }
}
