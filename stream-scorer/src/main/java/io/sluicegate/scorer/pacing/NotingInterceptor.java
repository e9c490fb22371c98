package io.sluicegate.scorer.pacing;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** An interceptor that shows the records polled by the main consumer to a {@link PollListener} and changes nothing. Public because Kafka instantiates it. */
public final class NotingInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    private @Nullable PollListener listener;

    @Override
    public void configure(Map<String, ?> configs) {
        listener = Objects.requireNonNull((PollListener) configs.get(PollListener.PROPERTY), PollListener.PROPERTY);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (listener != null) {
            listener.note(records);
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
