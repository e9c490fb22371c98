package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.registry.Schemas;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of a Kafka Streams application, whose main consumers hold records back until the registry has their schemas. */
public final class HoldingClients implements KafkaClientSupplier, AutoCloseable {
    private final KafkaClientSupplier clients;
    private final SchemaGate gate;

    /** @param clients makes the underlying clients */
    public HoldingClients(KafkaClientSupplier clients, Schemas schemas) {
        this.clients = clients;
        this.gate = new SchemaGate(schemas);
    }

    @Override
    public Admin getAdmin(Map<String, Object> properties) {
        return clients.getAdmin(properties);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> properties) {
        return clients.getProducer(properties);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> properties) {
        return HoldingConsumer.over(
                clients.getConsumer(properties), gate, CommitPace.in(properties), PollListener.in(properties));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> properties) {
        return clients.getRestoreConsumer(properties);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> properties) {
        return clients.getGlobalConsumer(properties);
    }

    @Override
    public void close() {
        gate.close();
    }
}
