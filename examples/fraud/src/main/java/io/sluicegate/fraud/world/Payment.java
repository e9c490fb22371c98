package io.sluicegate.fraud.world;

import io.sluicegate.records.fraud.CardTransaction;
import java.time.Instant;

/** One planned payment: the card, the merchant, the time and the device. */
record Payment(Instant at, Card card, Merchant merchant, Device device, double amount, boolean fraud) {

    /** The transaction that the bank sees, without the truth. */
    CardTransaction transaction(String id) {
        return CardTransaction.newBuilder()
                .setTransactionId(id)
                .setCardId(card.id())
                .setMerchantId(merchant.id())
                .setDeviceId(device.id())
                .setCategory(merchant.category().text())
                .setCountry(merchant.country())
                .setHomeCountry(card.homeCountry())
                .setAmount(Math.max(0.01, Math.round(amount * 100.0) / 100.0))
                .setCardPresent(!merchant.online())
                .setDeviceAgeDays(device.ageDays())
                .setOccurredAt(at)
                .build();
    }
}
