package io.sluicegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What every kind of test cluster must do. */
abstract class ClusterContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void shouldReadBackWhatWasProduced(TestCluster cluster) {
        cluster.createTopic("round-trip", 3);

        cluster.produce(
                IntStream.range(0, 100)
                        .mapToObj(i -> new ProducerRecord<>("round-trip", "key-" + i, "value-" + i))
                        .toList(),
                new StringSerializer());

        assertThat(cluster.readAll("round-trip", new StringDeserializer()))
                .hasSize(100)
                .allSatisfy(record ->
                        assertThat(record.value()).endsWith(record.key().substring(4)))
                .extracting(ConsumerRecord::partition)
                .contains(0, 1, 2);
    }

    @Test
    void shouldShowCommittedRecordsOnly(TestCluster cluster) {
        cluster.createTopic("transactions", 1);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "contract");

        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "key", "aborted"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "key", "committed"));
            producer.commitTransaction();
        }

        assertThat(cluster.readAll("transactions", new StringDeserializer()))
                .extracting(ConsumerRecord::value)
                .containsExactly("committed");
    }

    @Test
    void shouldWaitForTheTransactionsThatAreOpen(TestCluster cluster) {
        cluster.createTopic("open", 1);
        cluster.produce("open", "key", "before", new StringSerializer());
        Map<String, Object> settings =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "open");

        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("open", "key", "open"));
            producer.flush();

            var records = cluster.readAll("open", (topic, bytes) -> {
                var value = new String(bytes, UTF_8);
                if (value.equals("before")) {
                    producer.commitTransaction();
                }
                return value;
            });

            assertThat(records).extracting(ConsumerRecord::value).containsExactly("before", "open");
        }
    }

    @Test
    void shouldWaitForWhatComesLater(TestCluster cluster) throws InterruptedException {
        cluster.createTopic("later", 1);
        var writer = new Thread(() -> cluster.produce("later", "key", "value", new StringSerializer()));
        writer.start();

        List<ConsumerRecord<String, String>> records =
                cluster.readUntil("later", new StringDeserializer(), 1, PATIENCE);

        assertThat(records).extracting(ConsumerRecord::value).containsExactly("value");
        writer.join();
    }

    @Test
    void shouldSayWhatWasThereWhenWaitingWasInVain(TestCluster cluster) {
        cluster.createTopic("in-vain", 1);
        cluster.produce("in-vain", "key", "the only one", new StringSerializer());

        assertThatThrownBy(() -> cluster.readUntil("in-vain", new StringDeserializer(), 2, Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in-vain")
                .hasMessageContaining("it held 1 records")
                .hasMessageContaining("the only one");
    }

    @Test
    void shouldCreateTopicsWithTheirSettings(TestCluster cluster) throws ExecutionException, InterruptedException {
        cluster.createTopic("settings", 2, Map.of("cleanup.policy", "compact"));

        assertThat(cluster.admin()
                        .describeTopics(List.of("settings"))
                        .allTopicNames()
                        .get()
                        .get("settings")
                        .partitions())
                .hasSize(2);
        assertThatThrownBy(() -> cluster.createTopic("settings", 2)).hasMessageContaining("already exists");
    }
}
