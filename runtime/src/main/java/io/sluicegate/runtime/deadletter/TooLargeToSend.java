package io.sluicegate.runtime.deadletter;

import org.apache.kafka.common.errors.RecordTooLargeException;

/** A record was not handed to Kafka's producer because of its size, so the transaction around it is as good as before. */
public final class TooLargeToSend extends RecordTooLargeException {
    private static final long serialVersionUID = 1L;

    public TooLargeToSend(String topic, long size, long limit) {
        super("a record for " + topic + " would take " + size + " bytes; " + limit + " are the most that we write");
    }
}
