package io.sluicegate.drift.domain.violation;

import org.apache.kafka.common.TopicPartition;

/** Domain code that knows Kafka. */
public final class KafkaUser {
    public TopicPartition partition() {
        return new TopicPartition("topic", 0);
    }
}
