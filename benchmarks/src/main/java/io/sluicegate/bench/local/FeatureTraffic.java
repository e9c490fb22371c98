package io.sluicegate.bench.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.fraud.world.GeneratedEvent;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/**
 * Features records at a steady rate, to all partitions in turn, however slow the readers are. A few thousand records, computed
 * beforehand, are repeated, so that only the scorer has work.
 */
public final class FeatureTraffic implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final List<Encoded> records;
    private final Producer<String, Bytes> producer;
    private final String topic;
    private final long pauseNanos;
    private final Thread thread = new Thread(this::run, "feature-traffic");
    private volatile boolean running = true;

    private record Encoded(String key, Bytes value) {
        /** The one that Kafka's default partitioner chooses. */
        int partition(int partitions) {
            return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
        }
    }

    /**
     * Encodes the features of these events; sends nothing before {@link #start()}.
     *
     * @param perSecond records a second, over all partitions
     */
    public FeatureTraffic(PipelineConfig config, Clients clients, List<GeneratedEvent> events, double perSecond) {
        topic = Topics.of(config.pipeline()).features();
        pauseNanos = (long) (Duration.ofSeconds(1).toNanos() / perSecond);
        records = inTurn(encoded(config, clients, events), config.partitions());
        producer = new KafkaProducer<>(
                clients.producerProperties("feature-traffic"), new StringSerializer(), new BytesSerializer());
    }

    private List<Encoded> encoded(PipelineConfig config, Clients clients, List<GeneratedEvent> events) {
        var schema = FeaturesSchema.of(config.pipeline(), config.features());
        var writer = clients.serdes().writer(AvroSerdes.subject(topic), schema.schema());
        var engine = FeatureEngine.of(config.features(), config.events(), CardTransaction.getClassSchema());
        var encoded = new ArrayList<Encoded>();
        new Backfill(engine, Instant.now())
                .run(
                        "traffic",
                        events.stream().map(GeneratedEvent::event).iterator(),
                        computed -> encoded.add(
                                new Encoded(computed.entity(), Bytes.wrap(writer.write(schema.record(computed))))));
        return encoded;
    }

    /** As many of each partition, in turn; a key stays on its own partition, for the same key's predictions do, too. */
    private static List<Encoded> inTurn(List<Encoded> records, int partitions) {
        var byPartition = records.stream().collect(Collectors.groupingBy(record -> record.partition(partitions)));
        int each = byPartition.values().stream().mapToInt(List::size).min().orElseThrow();
        var inTurn = new ArrayList<Encoded>();
        for (int i = 0; i < each; i++) {
            for (var ofOne : byPartition.values()) {
                inTurn.add(ofOne.get(i));
            }
        }
        return inTurn;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        long begin = System.nanoTime();
        for (int i = 0; running; i++) {
            long wait = begin + i * pauseNanos - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            var next = records.get(i % records.size());
            var unused = producer.send(new ProducerRecord<>(topic, next.key(), next.value()));
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(STOP);
    }
}
