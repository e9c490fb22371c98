package io.sluicegate.pipeline.config;

import java.time.Duration;
import java.util.Map;

/**
 * The addresses of Kafka and the schema registry, and the settings of their clients.
 *
 * @param properties client properties passed on to every Kafka client; their values may be secrets and are never printed
 * @param replication replication factor of topics that Sluicegate creates
 * @param schemaPatience how long a record waits for a schema that an answering registry doesn't have
 * @param profile the purpose of the cluster
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

    private static final short BROKERS_OWN_REPLICATION = -1;

    /** The settings of a development cluster whose registry doesn't lag. */
    public KafkaSettings(
            String bootstrap,
            String registry,
            Guarantee guarantee,
            Latency latency,
            short replication,
            Map<String, String> properties) {
        this(bootstrap, registry, guarantee, latency, replication, properties, Duration.ZERO, Profile.DEVELOPMENT);
    }

    /** The purpose of a cluster. */
    public enum Profile {
        /** Production: each record must survive the loss of a broker. */
        PRODUCTION,
        /** Development: a record may be lost with a broker. */
        DEVELOPMENT
    }

    /** The processing guarantee for readers of Sluicegate's topics. */
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

    /** These settings with another schema patience. */
    public KafkaSettings withSchemaPatience(Duration patience) {
        return new KafkaSettings(bootstrap, registry, guarantee, latency, replication, properties, patience, profile);
    }

    /** These settings for a development cluster of one broker, whatever they say of replicas. */
    public KafkaSettings onOneBroker() {
        return new KafkaSettings(
                bootstrap,
                registry,
                guarantee,
                latency,
                BROKERS_OWN_REPLICATION,
                properties,
                schemaPatience,
                Profile.DEVELOPMENT);
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrap=" + bootstrap + ", registry=" + Addresses.shown(registry) + ", guarantee="
                + guarantee + ", latency=" + latency + ", replication=" + replication + ", schemaPatience="
                + schemaPatience + ", profile="
                + profile + ", properties=" + properties.keySet() + "]";
    }
}
