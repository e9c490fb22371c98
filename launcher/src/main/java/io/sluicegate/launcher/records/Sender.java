package io.sluicegate.launcher.records;

import io.sluicegate.runtime.kafka.Clients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer of encoded records; Kafka's default partitioner chooses the partition by the key. */
final class Sender implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration DELIVERY = Duration.ofSeconds(20);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final LongConsumer tooLarge;
    private final LongAdder sent = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param tooLarge is told the line of a record that Kafka refuses because of its size, on another thread */
    Sender(Clients clients, String topic, LongConsumer tooLarge) {
        this.topic = topic;
        this.tooLarge = tooLarge;
        var properties = new HashMap<>(clients.producerProperties("sluicegate-cli-send"));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) ANSWER.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(long line, String key, byte[] value) {
        sent.increment();
        var unused = producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
                (metadata, fault) -> answered(line, fault));
    }

    private void answered(long line, @Nullable Exception fault) {
        if (fault == null) {
            written.increment();
        } else if (fault instanceof RecordTooLargeException) {
            sent.decrement();
            tooLarge.accept(line);
        } else {
            failure.compareAndSet(null, fault);
        }
    }

    /** Waits until Kafka has answered for all records. */
    void flush() {
        producer.flush();
    }

    /** The first failure that isn't a record's own. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** The records handed to Kafka, but for those that were too large. */
    long sent() {
        return sent.sum();
    }

    /** The records that Kafka has acknowledged. */
    long written() {
        return written.sum();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
