package io.sluicegate.scorer.pacing;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Receives the records that a main consumer polls, on the stream thread, before they are processed. */
public interface PollListener {
    /** Property of the main consumer that carries the listener. */
    String PROPERTY = "sluicegate.scorer.notes";

    void note(ConsumerRecords<byte[], byte[]> polled);
}
