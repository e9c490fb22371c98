package io.sluicegate.control.stream;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads ahead in {@code sluicegate.commands} with a consumer for each look, since looks are rare. If Kafka doesn't answer, the look
 * fails, and with it the stream thread: rollout control decides nothing that a withdrawal may already have taken back.
 */
public final class KafkaCommandTail implements CommandTail {
    private static final TopicPartition COMMANDS = new TopicPartition(Topics.COMMANDS, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Clients clients;
    private final AvroReader<ModelCommand> reader;

    public KafkaCommandTail(Clients clients) {
        this.clients = clients;
        this.reader = clients.serdes().reader(ModelCommand.class);
    }

    @Override
    public Unread from(long offset) {
        try (var consumer = consumer()) {
            consumer.assign(List.of(COMMANDS));
            var end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(COMMANDS), PATIENCE).get(COMMANDS));
            return new Unread(end, withdrawals(consumer, offset, end));
        }
    }

    private Map<Long, ModelCommand> withdrawals(KafkaConsumer<byte[], byte[]> consumer, long offset, long end) {
        var withdrawals = new LinkedHashMap<Long, ModelCommand>();
        consumer.seek(COMMANDS, offset);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(COMMANDS, PATIENCE) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("could not read " + Topics.COMMANDS + " from offset " + offset + " to " + end
                        + " within " + PATIENCE.toSeconds() + " s");
            }
            for (var record : consumer.poll(POLL)) {
                if (reader.read(record.value()) instanceof Decoded<ModelCommand> decoded
                        && decoded.value().getKind() == CommandKind.WITHDRAW) {
                    withdrawals.put(record.offset(), decoded.value());
                }
            }
        }
        return withdrawals;
    }

    /** Without a group, so that rollout control needs no further right. */
    private KafkaConsumer<byte[], byte[]> consumer() {
        var properties = new HashMap<>(clients.consumerProperties("sluicegate-rollout-control-ahead"));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
