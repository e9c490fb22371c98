package io.sluicegate.runtime.control;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Deployment;
import io.sluicegate.runtime.kafka.AvroReader;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Decoding.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A reader of the deployment in force, from which a command takes the version and the revision that it names. */
final class DeploymentReader implements AutoCloseable {
    private static final TopicPartition DEPLOYMENTS = new TopicPartition(Topics.DEPLOYMENTS, 0);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroReader<Deployment> reader;

    DeploymentReader(Clients clients) {
        reader = clients.serdes().reader(Deployment.class);
        consumer = new KafkaConsumer<>(
                clients.consumerProperties("sluicegate-cli-deployments"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(DEPLOYMENTS));
    }

    /**
     * The pipeline's newest revision; empty before the first.
     *
     * @throws DeploymentUnreadable if it can't be read
     */
    Optional<Deployment> inForce(String pipeline, Duration patience) {
        var deadline = Instant.now().plus(patience);
        consumer.seekToBeginning(List.of(DEPLOYMENTS));
        var end = Objects.requireNonNull(
                consumer.endOffsets(List.of(DEPLOYMENTS), patience).get(DEPLOYMENTS));
        var newest = Optional.<byte[]>empty();
        while (consumer.position(DEPLOYMENTS, patience) < end) {
            if (Instant.now().isAfter(deadline)) {
                throw new DeploymentUnreadable("Could not read " + Topics.DEPLOYMENTS + " within "
                        + patience.toSeconds() + " s: check kafka.bootstrap and the broker");
            }
            for (var record : consumer.poll(POLL)) {
                newest = pipeline.equals(record.key()) ? Optional.ofNullable(record.value()) : newest;
            }
        }
        return newest.map(value -> read(pipeline, value));
    }

    private Deployment read(String pipeline, byte[] value) {
        var decoding = reader.read(value);
        if (decoding instanceof Rejected<Deployment> bad) {
            throw new DeploymentUnreadable(
                    ("Can't read the newest deployment of pipeline '%s' in %s: %s, %s. Run the version of"
                                    + " sluicegate that rollout control runs, and check that kafka.registry has the record's schema.")
                            .formatted(
                                    pipeline,
                                    Topics.DEPLOYMENTS,
                                    bad.rejection().code(),
                                    bad.rejection().message()));
        }
        return ((Decoded<Deployment>) decoding).value();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
