package io.sluicegate.launcher.demo;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Card transactions that somebody else writes beside the traffic. */
final class CardEvents {
    private CardEvents() {}

    /** An event by a schema of card transactions, whatever other optional fields it has. */
    static GenericRecord event(Schema schema, String id, String card, long time) {
        var record = new GenericData.Record(schema);
        schema.getFields().stream()
                .filter(field -> field.schema().getType() == Schema.Type.STRING)
                .forEach(field -> record.put(field.name(), "some"));
        record.put("transactionId", id);
        record.put("cardId", card);
        record.put("amount", 10.0);
        record.put("cardPresent", true);
        record.put("occurredAt", time);
        return record;
    }
}
