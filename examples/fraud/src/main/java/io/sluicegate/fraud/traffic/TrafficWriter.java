package io.sluicegate.fraud.traffic;

import io.sluicegate.records.Label;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events and labels, keyed by card, without waiting for the broker; remembers the first failure. */
final class TrafficWriter implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final String events;
    private final String labels;
    private final AvroWriter<CardTransaction> eventWriter;
    private final AvroWriter<Label> labelWriter;
    private final Producer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Registers the schemas of events and labels. */
    TrafficWriter(String events, String labels, Clients clients) {
        this.events = events;
        this.labels = labels;
        this.eventWriter = clients.serdes().writer(AvroSerdes.subject(events), CardTransaction.class);
        this.labelWriter = clients.serdes().writer(AvroSerdes.subject(labels), Label.class);
        this.producer = new KafkaProducer<>(
                clients.producerProperties("fraud-traffic"), new StringSerializer(), new ByteArraySerializer());
    }

    void send(CardTransaction event) {
        send(new ProducerRecord<>(events, event.getCardId(), eventWriter.write(event)));
    }

    void send(Label label) {
        send(new ProducerRecord<>(labels, label.getEntity(), labelWriter.write(label)));
    }

    Optional<Exception> failure() {
        return Optional.ofNullable(failure.get());
    }

    private void send(ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record, (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Waits until everything sent is written. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(DRAIN);
    }
}
