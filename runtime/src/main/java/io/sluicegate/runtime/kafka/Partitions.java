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

/** The partitions of some topics, and how we name one. */
final class Partitions {
    private Partitions() {}

    /** Each partition of those topics that there are, and whether a broker leads it. */
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

    /** Empty if there is no such topic: one of an application's own may not have been made yet. */
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
