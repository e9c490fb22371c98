package io.sluicegate.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka broker to test against, with short ways to make topics, write to them and read them back. */
public final class TestCluster implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Broker broker;
    private final Admin admin;

    private TestCluster(Broker broker) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Starts a broker outside a JUnit extension's care; close it. */
    public static TestCluster start(BrokerKind kind) {
        return new TestCluster(Broker.start(kind));
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The cluster's own admin client; don't close it. */
    public Admin admin() {
        return admin;
    }

    /** Creates a topic with the broker's defaults. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /**
     * Creates a topic and returns once the broker shows it to clients, which is a moment after the controller has made it. Records that
     * carry old timestamps need {@code retention.ms=-1}.
     */
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        Futures.await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs)))
                .all());
        await().pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> Futures.await(admin.listTopics().names()).contains(name));
    }

    /** What a topic's setting is. */
    public String setting(String topic, String name) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var described = Futures.await(admin.describeConfigs(List.of(resource)).all());
        return described.values().iterator().next().get(name).value();
    }

    /** Appends one record and waits until it is written. */
    public <V> void produce(String topic, String key, V value, Serializer<V> values) {
        produce(List.of(new ProducerRecord<>(topic, key, value)), values);
    }

    /**
     * Appends records in order and waits until all are written. One request at a time: a broker that doesn't know the producer yet takes
     * its second batch where the first one was refused, as it is by a partition that is just being made, and then refuses the first for
     * ever as out of order.
     */
    public <V> void produce(Iterable<ProducerRecord<String, V>> records, Serializer<V> values) {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1);
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), values)) {
            var sent = new ArrayList<Future<?>>();
            records.forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            sent.forEach(Futures::await);
        }
    }

    /**
     * Everything written to the topic by now and committed, in the order of each partition. Transactions that are open
     * now are waited for: even a commit that its writer knows of shows on a partition only when the broker has written
     * its marker there.
     */
    public <V> List<ConsumerRecord<String, V>> readAll(String topic, Deserializer<V> values) {
        try (var reader = new TopicReader<>(bootstrapServers(), topic, values)) {
            return reader.toEnd(admin);
        }
    }

    /**
     * Reads the topic's committed records from the start until all of them together satisfy the condition.
     *
     * @throws AssertionError when they don't in time, saying what was there
     */
    public <V> List<ConsumerRecord<String, V>> readUntil(
            String topic, Deserializer<V> values, Predicate<List<ConsumerRecord<String, V>>> done, Duration timeout) {
        try (var reader = new TopicReader<>(bootstrapServers(), topic, values)) {
            return reader.until(done, timeout);
        }
    }

    /** Reads the topic's committed records from the start until there are so many. */
    public <V> List<ConsumerRecord<String, V>> readUntil(
            String topic, Deserializer<V> values, int count, Duration timeout) {
        return readUntil(topic, values, records -> records.size() >= count, timeout);
    }

    @Override
    public void close() throws Exception {
        admin.close();
        broker.close();
    }
}
