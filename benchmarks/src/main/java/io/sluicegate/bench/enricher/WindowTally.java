package io.sluicegate.bench.enricher;

import io.sluicegate.records.fraud.CardTransaction;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Everything that the fraud example's features need of one window, in one value of a store.
 *
 * @param last time of the newest event in it, in milliseconds
 */
record WindowTally(
        long count, double spend, double max, long absentCount, double absentSpend, double abroadSpend, long last) {
    private static final int BYTES = 7 * Long.BYTES;

    static final Serde<WindowTally> SERDE = Serdes.serdeFrom(
            (topic, tally) -> tally == null ? null : tally.bytes(),
            (topic, bytes) -> bytes == null ? null : of(ByteBuffer.wrap(bytes)));

    static WindowTally none() {
        return new WindowTally(0, 0, Double.NEGATIVE_INFINITY, 0, 0, 0, Long.MIN_VALUE);
    }

    WindowTally add(CardTransaction event) {
        double amount = event.getAmount();
        boolean isAbsent = !event.getCardPresent();
        boolean isAbroad = !event.getCountry().equals(event.getHomeCountry());
        return new WindowTally(
                count + 1,
                spend + amount,
                Math.max(max, amount),
                absentCount + (isAbsent ? 1 : 0),
                absentSpend + (isAbsent ? amount : 0),
                abroadSpend + (isAbroad ? amount : 0),
                Math.max(last, event.getOccurredAt().toEpochMilli()));
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(count)
                .putDouble(spend)
                .putDouble(max)
                .putLong(absentCount)
                .putDouble(absentSpend)
                .putDouble(abroadSpend)
                .putLong(last)
                .array();
    }

    private static WindowTally of(ByteBuffer bytes) {
        return new WindowTally(
                bytes.getLong(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getLong(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getLong());
    }
}
