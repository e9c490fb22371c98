package io.sluicegate.bench.peers.ahead;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Notes what the main consumer polls. Public because Kafka instantiates it. */
public final class JsonNotes implements ConsumerInterceptor<byte[], byte[]> {
    private @Nullable JsonThreads threads;

    @Override
    public void configure(Map<String, ?> configs) {
        threads = Objects.requireNonNull((JsonThreads) configs.get(JsonThreads.PROPERTY), JsonThreads.PROPERTY);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (threads != null) {
            threads.note(records);
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
