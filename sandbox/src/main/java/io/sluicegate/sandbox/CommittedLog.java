package io.sluicegate.sandbox;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the committed records that a topic holds now, from the first one.
 *
 * <p>Waits for transactions that are open now: even a commit that its writer knows about appears on a partition only once the broker has
 * written its marker there.
 */
public final class CommittedLog {
    private static final Duration POLL = Duration.ofMillis(200);

    private CommittedLog() {}

    /** Passes each committed record to the consumer function, read with these client settings. */
    public static <V> void readAll(
            Map<String, Object> settings,
            String topic,
            Deserializer<V> values,
            Consumer<ConsumerRecord<String, V>> each) {
        var ends = ends(settings, topic);
        try (var consumer = consumer(settings, "read_committed", values)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }

    /** End offsets including open transactions, unlike the end offsets of a {@code read_committed} consumer. */
    private static Map<TopicPartition, Long> ends(Map<String, Object> settings, String topic) {
        try (var consumer = consumer(settings, "read_uncommitted", new StringDeserializer())) {
            return consumer.endOffsets(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
        }
    }

    private static <V> KafkaConsumer<String, V> consumer(
            Map<String, Object> settings, String isolation, Deserializer<V> values) {
        var isolated = new HashMap<>(settings);
        isolated.put(ISOLATION_LEVEL_CONFIG, isolation);
        isolated.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(isolated, new StringDeserializer(), values);
    }
}
