package io.sluicegate.pipeline.config;

import java.time.Duration;
import java.util.Map;

/**
 * Where Kafka and the schema registry are, and how to talk to them.
 *
 * @param properties client properties passed on to every Kafka client; their values may be secrets and are never printed
 * @param replication replication factor of the topics that we create
 * @param schemaPatience for how long a record waits for its schema where the registry answers but doesn't have it
 * @param profile what the cluster is for
 */
public record KafkaSettings(
        String bootstrap,
        String registry,
        Guarantee guarantee,
        Latency latency,
        short replication,
        Map<String, String> properties,
        Duration schemaPatience,
        Profile profile) {

    /** Of a cluster for development, with a registry that doesn't lag. */
    public KafkaSettings(
            String bootstrap,
            String registry,
            Guarantee guarantee,
            Latency latency,
            short replication,
            Map<String, String> properties) {
        this(bootstrap, registry, guarantee, latency, replication, properties, Duration.ZERO, Profile.DEVELOPMENT);
    }

    /** What a cluster is for. */
    public enum Profile {
        /** Each record has to outlive the loss of a broker. */
        PRODUCTION,
        /** A record may be lost with a broker. */
        DEVELOPMENT
    }

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

    /** The same with another patience. */
    public KafkaSettings withSchemaPatience(Duration patience) {
        return new KafkaSettings(bootstrap, registry, guarantee, latency, replication, properties, patience, profile);
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrap=" + bootstrap + ", registry=" + Addresses.shown(registry) + ", guarantee="
                + guarantee + ", latency=" + latency + ", replication=" + replication + ", schemaPatience="
                + schemaPatience + ", profile="
                + profile + ", properties=" + properties.keySet() + "]";
    }
}
