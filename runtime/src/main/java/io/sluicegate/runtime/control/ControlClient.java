package io.sluicegate.runtime.control;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.kafka.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.Decoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A client of rollout control: reads the deployment in force, appends commands, and reads the decisions on them from the audit.
 */
public final class ControlClient implements AutoCloseable {
    private static final TopicPartition AUDIT = new TopicPartition(Topics.AUDIT, 0);
    private static final Duration POLL = Duration.ofMillis(100);

    private final CommandLog commands;
    private final KafkaConsumer<String, byte[]> audit;
    private final AvroSerdes serdes;
    private final DeploymentReader deployments;

    public ControlClient(Clients clients) {
        serdes = clients.serdes();
        commands = new CommandLog(clients, "sluicegate-commands");
        audit = new KafkaConsumer<>(
                clients.consumerProperties("sluicegate-cli"), new StringDeserializer(), new ByteArrayDeserializer());
        audit.assign(List.of(AUDIT));
        deployments = new DeploymentReader(clients);
    }

    /**
     * The newest revision of the pipeline's deployment; empty before the first. Commands name the revision that they are meant for.
     */
    public Optional<Deployment> inForce(String pipeline, Duration patience) {
        return deployments.inForce(pipeline, patience);
    }

    /** Appends the command and returns the decision on it, or nothing when rollout control doesn't answer in time. */
    public Optional<AuditEntry> send(ModelCommand command, Duration patience) {
        return send(command, Topics.COMMANDS, patience);
    }

    /** Appends the command to the given topic, that of commands or that of approvals, and returns the decision on it. */
    public Optional<AuditEntry> send(ModelCommand command, String topic, Duration patience) {
        audit.seekToEnd(List.of(AUDIT));
        audit.position(AUDIT);
        commands.append(command, topic);
        return decisionOn(command.getCommandId(), patience);
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
        deployments.close();
    }
}
