package io.sluicegate.platform.config;

import java.util.Map;

/**
 * Where Kafka and the schema registry are, and how to talk to them.
 *
 * @param properties client properties passed on to every Kafka client; their values may be secrets and are never printed
 * @param replication replication factor of the topics that we create
 */
public record KafkaSettings(
        String bootstrap,
        String registry,
        Guarantee guarantee,
        Latency latency,
        short replication,
        Map<String, String> properties) {

    /** What a reader of our topics may rely on. */
    public enum Guarantee {
        EXACTLY_ONCE,
        AT_LEAST_ONCE
    }

    /** The one setting that trades throughput against latency. */
    public enum Latency {
        LOW,
        BALANCED,
        THROUGHPUT
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrap=" + bootstrap + ", registry=" + Addresses.shown(registry) + ", guarantee="
                + guarantee + ", latency=" + latency + ", replication=" + replication + ", properties="
                + properties.keySet() + "]";
    }
}
