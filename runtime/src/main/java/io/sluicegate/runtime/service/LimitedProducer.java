package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.runtime.deadletter.RecordSize;
import io.sluicegate.runtime.deadletter.TooLargeToSend;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that refuses records of more than {@link RecordLimits#WRITTEN} bytes itself. Kafka's producer would refuse them as
 * well, but would fail the whole transaction, so that the stream thread fails on the same record for ever.
 */
final class LimitedProducer extends KafkaProducer<byte[], byte[]> {
    LimitedProducer(Map<String, Object> properties) {
        super(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        long size = RecordSize.of(record.key(), record.value(), record.headers());
        return size <= RecordLimits.WRITTEN ? super.send(record, callback) : refuse(record, callback, size);
    }

    private static Future<RecordMetadata> refuse(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback, long size) {
        var fault = new TooLargeToSend(record.topic(), size, RecordLimits.WRITTEN);
        if (callback != null) {
            var nowhere = new TopicPartition(record.topic(), RecordMetadata.UNKNOWN_PARTITION);
            callback.onCompletion(new RecordMetadata(nowhere, -1, -1, -1, -1, -1), fault);
        }
        return CompletableFuture.failedFuture(fault);
    }
}
