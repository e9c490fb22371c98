package io.sluicegate.bench.local;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.Deployment;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the pipeline's deployment while waiting for it. Belongs to one thread. */
public final class DeploymentFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String pipeline;
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroReader<Deployment> reader;
    private Optional<Deployment> newest = Optional.empty();

    public DeploymentFollower(PipelineConfig config, Clients clients) {
        pipeline = config.pipeline();
        reader = clients.serdes().reader(Deployment.class);
        consumer = new KafkaConsumer<>(
                clients.consumerProperties("bench-deployments"), new StringDeserializer(), new ByteArrayDeserializer());
        var topic = new TopicPartition(Topics.DEPLOYMENTS, 0);
        consumer.assign(List.of(topic));
        consumer.seekToBeginning(List.of(topic));
    }

    /** Waits until the newest deployment meets the condition. */
    public Deployment await(String what, Duration patience, Predicate<Deployment> wanted) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (newest.filter(wanted).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailed(
                        Message.BENCHMARK_FAILED, what + " did not happen within " + patience.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(this::read);
        }
        return newest.orElseThrow();
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        if (pipeline.equals(record.key()) && reader.read(record.value()) instanceof Decoded<Deployment> decoded) {
            newest = Optional.of(decoded.value());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
