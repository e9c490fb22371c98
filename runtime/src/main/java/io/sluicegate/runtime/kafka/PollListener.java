package io.sluicegate.runtime.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Receives the records that a main consumer gives to its stream thread, on that thread, before they are processed. */
@FunctionalInterface
public interface PollListener {
    /** Property of the main consumer that carries the listener. */
    String PROPERTY = "sluicegate.poll.listener";

    void note(ConsumerRecords<byte[], byte[]> polled);

    /** The listener among a consumer's properties; one that does nothing if there is none. */
    static PollListener in(Map<String, ?> properties) {
        return properties.get(PROPERTY) instanceof PollListener listener ? listener : polled -> {};
    }
}
