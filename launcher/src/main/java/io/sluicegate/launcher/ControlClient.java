package io.sluicegate.launcher;

import io.sluicegate.catalogue.Topics;
import io.sluicegate.platform.kafka.AvroSerdes;
import io.sluicegate.platform.kafka.Clients;
import io.sluicegate.platform.kafka.Decoding;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.ModelCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Appends commands, and reads in the audit what rollout control made of them. */
public final class ControlClient implements AutoCloseable {
    private static final TopicPartition AUDIT = new TopicPartition(Topics.AUDIT, 0);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaProducer<String, ModelCommand> commands;
    private final KafkaConsumer<String, byte[]> audit;
    private final AvroSerdes serdes;

    public ControlClient(Clients clients) {
        serdes = clients.serdes();
        commands = new KafkaProducer<>(
                clients.producerProperties("sluicegate-commands"),
                new StringSerializer(),
                serdes.specific(ModelCommand.class).serializer());
        audit = new KafkaConsumer<>(
                clients.consumerProperties("sluicegate-cli"), new StringDeserializer(), new ByteArrayDeserializer());
        audit.assign(List.of(AUDIT));
    }

    /** Appends the command and returns the decision on it, or nothing when rollout control doesn't answer in time. */
    public Optional<AuditEntry> send(ModelCommand command, Duration patience) throws InterruptedException {
        audit.seekToEnd(List.of(AUDIT));
        audit.position(AUDIT);
        append(command);
        return decisionOn(command.getCommandId(), patience);
    }

    private void append(ModelCommand command) throws InterruptedException {
        try {
            commands.send(new ProducerRecord<>(Topics.COMMANDS, command.getPipeline(), command))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The command could not be appended to " + Topics.COMMANDS + ": " + e.getCause(), e);
        }
    }

    private Optional<AuditEntry> decisionOn(String commandId, Duration patience) {
        var reader = serdes.reader(AuditEntry.class);
        var deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            for (var record : audit.poll(POLL)) {
                if (reader.read(record.value()) instanceof Decoding.Decoded<AuditEntry> decoded
                        && decides(decoded.value(), commandId)) {
                    return Optional.of(decoded.value());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean decides(AuditEntry entry, String commandId) {
        var command = entry.getCommand();
        return command != null && command.getCommandId().equals(commandId);
    }

    @Override
    public void close() {
        commands.close();
        audit.close();
    }
}
