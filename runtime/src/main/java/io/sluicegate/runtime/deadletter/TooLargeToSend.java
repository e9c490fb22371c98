package io.sluicegate.runtime.deadletter;

import org.apache.kafka.common.errors.RecordTooLargeException;

/** Thrown when a record is too large to be handed to Kafka's producer; the transaction around the record stays valid. */
public final class TooLargeToSend extends RecordTooLargeException {
    private static final long serialVersionUID = 1L;

    public TooLargeToSend(String topic, long size, long limit) {
        super("a record for " + topic + " would take " + size + " bytes; " + limit + " is the limit");
    }
}
