package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.runtime.TestSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final Map<String, String> USERS = Map.of("security.protocol", "SASL_SSL", "poll.ms", "7");

    @Test
    void shouldSetWhatKafkaStreamsWouldChooseOtherwise() {
        var streams = streams(Guarantee.EXACTLY_ONCE, Latency.BALANCED, Map.of());
        var config = new StreamsConfig(streams);

        assertThat(config.getString("application.id")).isEqualTo("fraud-scorer");
        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getBoolean("ensure.explicit.internal.resource.naming"))
                .isTrue();
        assertThat(config.getString("group.protocol")).isEqualTo("classic");
        assertThat(config.getString("state.dir")).isEqualTo("data/state/instance-1");
        assertThat(config.getInt("replication.factor")).isEqualTo(3);
        assertThat(config.getLong("poll.ms")).isEqualTo(20);
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(100);
        assertThat(config.getClass("rocksdb.config.setter")).isEqualTo(BoundedRocksDb.class);
        assertThat(streams).containsEntry("topic.message.timestamp.after.max.ms", Long.MAX_VALUE);
        assertThat(config.getMainConsumerConfigs("fraud-scorer", "client", 1))
                .containsEntry("group.instance.id", "instance-1-1")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", 15_000);
        assertThat(config.getProducerConfigs("client")).containsEntry("linger.ms", 100);
    }

    @Test
    void shouldTradeLatencyAgainstThroughput() {
        assertThat(streams(Guarantee.EXACTLY_ONCE, Latency.LOW, Map.of()))
                .containsEntry("producer.linger.ms", 100)
                .containsEntry("producer.retry.backoff.ms", 20)
                .containsEntry("commit.interval.ms", 100);
        assertThat(streams(Guarantee.AT_LEAST_ONCE, Latency.LOW, Map.of()))
                .containsEntry("processing.guarantee", "at_least_once")
                .containsEntry("producer.linger.ms", 0)
                .doesNotContainKey("producer.retry.backoff.ms")
                .containsEntry("commit.interval.ms", 1_000);
        assertThat(streams(Guarantee.EXACTLY_ONCE, Latency.THROUGHPUT, Map.of()))
                .containsEntry("producer.linger.ms", 500)
                .containsEntry("main.consumer.fetch.min.bytes", 65_536);
    }

    @Test
    void shouldReadWhatIsCommittedWhateverTheGuarantee() {
        var config = new StreamsConfig(
                streams(Guarantee.AT_LEAST_ONCE, Latency.LOW, Map.of("isolation.level", "read_uncommitted")));

        assertThat(config.getMainConsumerConfigs("fraud-scorer", "client", 1))
                .containsEntry("isolation.level", "read_committed");
        assertThat(config.getGlobalConsumerConfigs("client")).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void shouldLetTheUsersPropertiesWin() {
        assertThat(streams(Guarantee.EXACTLY_ONCE, Latency.LOW, USERS)).containsEntry("poll.ms", "7");
        try (var clients = clients(Guarantee.EXACTLY_ONCE, Latency.LOW, USERS)) {
            assertThat(clients.adminProperties()).containsAllEntriesOf(USERS);
            assertThat(clients.producerProperties("p")).containsAllEntriesOf(USERS);
            assertThat(clients.consumerProperties("g")).containsAllEntriesOf(USERS);
        }
    }

    @Test
    void shouldMakePropertiesThatKafkaTakes() {
        try (var clients = clients(Guarantee.EXACTLY_ONCE, Latency.LOW, Map.of())) {
            var bytes = Map.<String, Object>of(
                    "key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
                    "value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
                    "key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer",
                    "value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");

            assertThat(new AdminClientConfig(clients.adminProperties()).getString("client.id"))
                    .isNotBlank();
            assertThat(new ConsumerConfig(with(clients.consumerProperties("g"), bytes)).getString("isolation.level"))
                    .isEqualTo("read_committed");
            assertThat(new ProducerConfig(with(clients.producerProperties("p"), bytes))
                            .getBoolean("enable.idempotence"))
                    .isTrue();
        }
    }

    private static Map<String, Object> with(Map<String, Object> properties, Map<String, Object> others) {
        properties.putAll(others);
        return properties;
    }

    private static Properties streams(Guarantee guarantee, Latency latency, Map<String, String> users) {
        try (var clients = clients(guarantee, latency, users)) {
            return clients.streamsProperties("fraud-scorer");
        }
    }

    private static Clients clients(Guarantee guarantee, Latency latency, Map<String, String> users) {
        var kafka = new KafkaSettings("localhost:9092", "mock://clients", guarantee, latency, (short) 3, users);
        return new Clients(kafka, TestSettings.service(Path.of("data")));
    }
}
