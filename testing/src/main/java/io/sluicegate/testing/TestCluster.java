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

/** A Kafka broker for tests, with short methods to create topics, write to them and read them back. */
public final class TestCluster implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Broker broker;
    private final Admin admin;

    private TestCluster(Broker broker) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Starts a broker that the caller closes. */
    public static TestCluster start(BrokerKind kind) {
        return new TestCluster(Broker.start(kind));
    }

    /** The bootstrap servers for clients. */
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
     * Creates a topic and returns once the broker shows it to clients, a moment after the controller has created it. Records with
     * old timestamps need {@code retention.ms=-1}.
     */
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        Futures.await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs)))
                .all());
        await().pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> Futures.await(admin.listTopics().names()).contains(name));
    }

    /** The value of a topic's setting. */
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
     * Appends records in order and waits until all are written. Sends one request at a time: a partition that is just being created
     * may refuse a new producer's first batch, accept the second, and then refuse the first for ever as out of order.
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
     * All committed records that were written to the topic by now, in the order of each partition. Waits for open transactions:
     * even a commit that its writer knows of shows on a partition only after the broker has written the marker.
     */
    public <V> List<ConsumerRecord<String, V>> readAll(String topic, Deserializer<V> values) {
        try (var reader = new TopicReader<>(bootstrapServers(), topic, values)) {
            return reader.toEnd(admin);
        }
    }

    /**
     * Reads the topic's committed records from the start until all of them together satisfy the condition.
     *
     * @throws AssertionError if the records don't satisfy the condition in time, with the records
     */
    public <V> List<ConsumerRecord<String, V>> readUntil(
            String topic, Deserializer<V> values, Predicate<List<ConsumerRecord<String, V>>> done, Duration timeout) {
        try (var reader = new TopicReader<>(bootstrapServers(), topic, values)) {
            return reader.until(done, timeout);
        }
    }

    /** Reads the topic's committed records from the start until there are {@code count}. */
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
