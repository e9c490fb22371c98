package io.sluicegate.runtime.kafka;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.ServiceSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/** The properties of one of Sluicegate's Kafka Streams applications. */
final class StreamsProperties {
    /**
     * The time until a killed instance's partitions move to others. A stopped instance stays a member (static membership) and gets
     * its partitions and their state back if it restarts within this time.
     */
    private static final int SESSION_TIMEOUT_MS = 15_000;

    private StreamsProperties() {}

    static Map<String, Object> of(String applicationId, KafkaSettings kafka, ServiceSettings service) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId + "-" + service.instance());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                service.data().resolve("state").resolve(service.instance()).toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, service.threads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replication());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee(kafka.guarantee()));
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        pinned(properties);
        membership(properties, service);
        latency(properties, LatencyProfile.of(kafka.latency()), kafka.guarantee());
        properties.put(producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RecordLimits.WRITTEN);
        internalTopics(properties, kafka.replication());
        return properties;
    }

    private static String guarantee(Guarantee guarantee) {
        return guarantee == Guarantee.EXACTLY_ONCE ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE;
    }

    /** Settings that users can't override: a renamed store is lost state, and uncommitted records must not be read. */
    private static void pinned(Map<String, Object> properties) {
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    }

    private static void membership(Map<String, Object> properties, ServiceSettings service) {
        properties.put(mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), service.instance());
        properties.put(mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
    }

    private static void latency(Map<String, Object> properties, LatencyProfile profile, Guarantee guarantee) {
        properties.put(StreamsConfig.POLL_MS_CONFIG, profile.poll());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, profile.commit(guarantee));
        profile.producer(guarantee).forEach((key, value) -> properties.put(producerPrefix(key), value));
        profile.consumer().forEach((key, value) -> properties.put(mainConsumerPrefix(key), value));
    }

    /**
     * Settings of internal topics: by default a broker refuses records that are an hour ahead of its clock, but event times may lie
     * anywhere.
     */
    private static void internalTopics(Map<String, Object> properties, short replication) {
        properties.put(topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG), Long.MAX_VALUE);
        properties.put(topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG), Long.MAX_VALUE);
        properties.put(topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), RecordLimits.TOPIC);
        if (replication > 0) {
            properties.put(topicPrefix(TopicSpec.IN_SYNC), TopicSpec.inSync(replication));
        }
    }
}
