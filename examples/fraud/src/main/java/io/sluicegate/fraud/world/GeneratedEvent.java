package io.sluicegate.fraud.world;

import io.sluicegate.records.Label;
import io.sluicegate.records.fraud.CardTransaction;
import java.time.Instant;

/** A transaction, whether it was fraud, and when that becomes known. */
public record GeneratedEvent(CardTransaction event, boolean fraud, Instant labelKnownAt) {

    /** The label as it is published once the truth is known. */
    public Label label() {
        return Label.newBuilder()
                .setEventId(event.getTransactionId())
                .setEntity(event.getCardId())
                .setPositive(fraud)
                .setEventTime(event.getOccurredAt())
                .setKnownAt(labelKnownAt)
                .build();
    }
}
