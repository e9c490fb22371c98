package io.sluicegate.scorer.pacing;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** An interceptor that notes the records polled by the main consumer and changes nothing. Public because Kafka instantiates it. */
public final class NotingInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    private @Nullable ScorerThreads threads;

    @Override
    public void configure(Map<String, ?> configs) {
        threads = Objects.requireNonNull((ScorerThreads) configs.get(ScorerThreads.PROPERTY), ScorerThreads.PROPERTY);
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
