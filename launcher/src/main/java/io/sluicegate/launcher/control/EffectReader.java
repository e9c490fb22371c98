package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what tells a command's effect: the audit from a moment on, and the newest statuses of the instances. */
final class EffectReader implements AutoCloseable {
    private static final TopicPartition AUDIT = new TopicPartition(Topics.AUDIT, 0);
    private static final TopicPartition STATUS = new TopicPartition(Topics.STATUS, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Ten seconds of statuses of 200 instances: who hasn't reported for so long isn't alive. */
    private static final long RECENT = 2_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroReader<AuditEntry> entries;
    private final AvroReader<InstanceStatus> statuses;

    EffectReader(Clients clients) {
        var properties = new HashMap<>(clients.consumerProperties("sluicegate-cli-effect"));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        entries = clients.serdes().reader(AuditEntry.class);
        statuses = clients.serdes().reader(InstanceStatus.class);
    }

    /** Chooses this moment as the beginning; to be called before the command is appended. */
    void begin() {
        var both = List.of(AUDIT, STATUS);
        consumer.assign(both);
        var begins = consumer.beginningOffsets(both, PATIENCE);
        var ends = consumer.endOffsets(both, PATIENCE);
        var end = Objects.requireNonNull(ends.get(STATUS));
        consumer.seek(AUDIT, Objects.requireNonNull(ends.get(AUDIT)));
        consumer.seek(STATUS, Math.max(Objects.requireNonNull(begins.get(STATUS)), end - RECENT));
    }

    /** Reads what has come since the last call. */
    void poll(Effect effect) {
        for (var record : consumer.poll(POLL)) {
            if (record.topic().equals(Topics.AUDIT)) {
                if (entries.read(record.value()) instanceof Decoded<AuditEntry> decoded) {
                    effect.read(decoded.value());
                }
            } else if (statuses.read(record.value()) instanceof Decoded<InstanceStatus> decoded) {
                effect.read(decoded.value(), Instant.ofEpochMilli(record.timestamp()), System.currentTimeMillis());
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
