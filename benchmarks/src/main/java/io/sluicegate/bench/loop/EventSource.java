package io.sluicegate.bench.loop;

import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the world's events, either as a backlog at full speed, or one by one when due. */
public final class EventSource implements AutoCloseable {
    private final FraudWorld world;
    private final String topic;
    private final AvroWriter<CardTransaction> writer;
    private final Producer<String, byte[]> producer;

    public EventSource(PipelineConfig config, Clients clients, FraudWorld world) {
        this.world = world;
        this.topic = config.events().topic();
        this.writer = clients.serdes().writer(AvroSerdes.subject(topic), CardTransaction.class);
        this.producer = new KafkaProducer<>(
                clients.producerProperties("bench-events"), new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns once all are written. */
    public void backlog(int events) {
        for (int i = 0; i < events; i++) {
            send(record());
        }
        producer.flush();
    }

    /** Sends so many a second, whatever their readers do; each says when it was due, however late it was sent. */
    long steadily(int perSecond, Duration time) {
        long events = perSecond * time.toSeconds();
        long pause = Duration.ofSeconds(1).toNanos() / perSecond;
        long beginNanos = System.nanoTime();
        long beginMillis = System.currentTimeMillis();
        for (long i = 0; i < events; i++) {
            long due = i * pause;
            for (long wait = beginNanos + due - System.nanoTime();
                    wait > 0;
                    wait = beginNanos + due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            var record = record();
            record.headers().add(Sent.HEADER, Sent.at(beginMillis + TimeUnit.NANOSECONDS.toMillis(due)));
            send(record);
        }
        producer.flush();
        return events;
    }

    private ProducerRecord<String, byte[]> record() {
        var event = world.next().event();
        return new ProducerRecord<>(topic, event.getCardId(), writer.write(event));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record);
    }

    @Override
    public void close() {
        producer.close();
    }
}
