package io.sluicegate.enricher;

import io.sluicegate.records.fraud.CardTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Card transactions to test with. */
public final class Cards {
    public static final Schema SCHEMA = CardTransaction.getClassSchema();
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<String> CATEGORIES = List.of("grocery", "electronics", "travel", "giftcards");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "PT");

    private Cards() {}

    /** A transaction with a card of the name, a number of seconds after noon. */
    public static GenericRecord at(String card, double seconds, double amount) {
        var time = NOON.toEpochMilli() + Math.round(seconds * 1000);
        var record = new GenericData.Record(SCHEMA);
        record.put("transactionId", card + "@" + time);
        record.put("cardId", card);
        record.put("merchantId", "m-1");
        record.put("deviceId", "d-1");
        record.put("category", "grocery");
        record.put("country", "DE");
        record.put("homeCountry", "DE");
        record.put("amount", amount);
        record.put("cardPresent", true);
        record.put("deviceAgeDays", null);
        record.put("occurredAt", time);
        return record;
    }

    /** Arbitrary transactions of some cards over some hours, about in order, a few late and a few far too late. */
    public static List<GenericRecord> traffic(int size, int cards, long seed) {
        var random = new Random(seed);
        var records = new ArrayList<GenericRecord>();
        for (int i = 0; i < size; i++) {
            double lag = random.nextInt(50) == 0 ? 7_200 : random.nextInt(900);
            var record = at("card-" + random.nextInt(cards), i * 20 - lag * random.nextDouble(), amount(random));
            record.put("transactionId", "t-" + i);
            record.put("category", CATEGORIES.get(random.nextInt(CATEGORIES.size())));
            record.put("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())));
            record.put("cardPresent", random.nextBoolean());
            record.put("deviceAgeDays", random.nextBoolean() ? null : random.nextDouble() * 900);
            records.add(record);
        }
        return records;
    }

    private static double amount(Random random) {
        return Math.round(Math.exp(random.nextGaussian() + 3) * 100) / 100.0;
    }
}
