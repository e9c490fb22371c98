package io.sluicegate.runtime.control;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.kafka.Clients;
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
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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

    /** Appends the command to the given topic, that of commands or that of approvals, and returns once the broker has it. */
    public void append(ModelCommand command, String topic) {
        commands.append(command, topic);
    }

    /**
     * Appends the command to the given topic, that of commands or that of approvals, and returns the decision on it.
     *
     * @throws CommandFailed if there is no audit, before anything is appended
     */
    public Optional<AuditEntry> send(ModelCommand command, String topic, Duration patience) {
        goToEnd();
        commands.append(command, topic);
        return decisionOn(command.getCommandId(), patience);
    }

    /** A consumer waits a minute for the position in a topic that isn't there, so the topic is looked up first. */
    private void goToEnd() {
        var partitions = audit.partitionsFor(Topics.AUDIT, PATIENCE);
        if (partitions == null || partitions.isEmpty()) {
            throw new CommandFailed(Message.TOPIC_MISSING, Topics.AUDIT);
        }
        audit.seekToEnd(List.of(AUDIT));
        audit.position(AUDIT, PATIENCE);
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
