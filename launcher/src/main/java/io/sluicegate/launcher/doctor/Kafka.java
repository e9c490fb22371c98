package io.sluicegate.launcher.doctor;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The pipeline's Kafka, asked with little patience. */
final class Kafka implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final String NAME = "sluicegate-doctor";

    private final PipelineConfig config;
    private final Clients clients;
    private Optional<Admin> admin = Optional.empty();

    Kafka(PipelineConfig given) {
        config = impatient(given);
        clients = new Clients(config.kafka(), config.service());
    }

    /** The pipeline, with clients that give up soon. */
    private static PipelineConfig impatient(PipelineConfig it) {
        return new PipelineConfig(
                it.pipeline(),
                it.partitions(),
                impatient(it.kafka()),
                it.service(),
                it.events(),
                it.features(),
                it.model(),
                it.drift(),
                it.policies(),
                it.endpoint());
    }

    private static KafkaSettings impatient(KafkaSettings it) {
        var properties = new HashMap<>(it.properties());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "4000");
        return new KafkaSettings(
                it.bootstrap(),
                it.registry(),
                it.guarantee(),
                it.latency(),
                it.replication(),
                properties,
                it.schemaPatience(),
                it.profile());
    }

    PipelineConfig config() {
        return config;
    }

    Clients clients() {
        return clients;
    }

    synchronized Admin admin() {
        var open = admin.orElseGet(() -> Admin.create(named(NAME)));
        admin = Optional.of(open);
        return open;
    }

    /** A name of its own, so that clients of other checks don't collide with it. */
    private Map<String, Object> named(String client) {
        var properties = new HashMap<>(clients.adminProperties());
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, client);
        return properties;
    }

    /** The properties of an admin client of one broker. */
    Map<String, Object> propertiesFor(String address) {
        var properties = named(NAME + "-" + address.replaceAll("[^\\w.-]", "-"));
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address);
        return properties;
    }

    static <T> T await(KafkaFuture<T> answer) throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(PATIENCE.toMillis() + PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    /** Those of the topics that exist. */
    Map<String, TopicDescription> described(Set<String> topics) throws Exception {
        var described = new HashMap<String, TopicDescription>();
        for (var topic : admin().describeTopics(topics).topicNameValues().entrySet()) {
            present(topic.getValue()).ifPresent(it -> described.put(topic.getKey(), it));
        }
        return described;
    }

    private static Optional<TopicDescription> present(KafkaFuture<TopicDescription> topic) throws Exception {
        try {
            return Optional.of(await(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        admin.ifPresent(open -> open.close(Duration.ofSeconds(1)));
        clients.close();
    }
}
