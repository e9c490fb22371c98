package io.sluicegate.runtime.control;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer that appends commands to their topic. It fails within seconds rather than minutes, because a person waits for the
 * result.
 */
public final class CommandLog implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Producer<String, ModelCommand> producer;

    public CommandLog(Clients clients, String clientId) {
        var prompt = new HashMap<>(clients.producerProperties(clientId));
        prompt.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        prompt.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) LIMIT.toMillis());
        prompt.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
        prompt.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
        this.producer = new KafkaProducer<>(
                prompt,
                new StringSerializer(),
                clients.serdes().specific(ModelCommand.class).serializer());
    }

    /** Appends a command and returns once the broker has it. */
    public void append(ModelCommand command) {
        append(command, Topics.COMMANDS);
    }

    /** Appends a command to the given topic, that of commands or that of approvals, and returns once the broker has it. */
    public void append(ModelCommand command, String topic) {
        try {
            producer.send(new ProducerRecord<>(topic, command.getPipeline(), command))
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | KafkaException e) {
            throw new CommandNotWritten(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new CommandNotWritten(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandNotWritten(e);
        }
    }

    @Override
    public void close() {
        producer.close(LIMIT);
    }
}
