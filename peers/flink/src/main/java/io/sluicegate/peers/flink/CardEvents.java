package io.sluicegate.peers.flink;

import io.sluicegate.peers.CardEvent;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads cards' events as rows. */
final class CardEvents implements KafkaRecordDeserializationSchema<Row> {
    static final String CARD = "card";
    static final String AMOUNT = "amount";
    static final String ABSENT = "absent";
    static final String ABROAD = "abroad";
    static final String HAPPENED = "happened";
    static final TypeInformation<Row> TYPE = Types.ROW_NAMED(
            new String[] {CARD, AMOUNT, ABSENT, ABROAD, HAPPENED},
            Types.STRING,
            Types.DOUBLE,
            Types.BOOLEAN,
            Types.BOOLEAN,
            Types.INSTANT);
    /** Where a row has its time. */
    private static final int TIME = 4;

    static long time(Row row) {
        return row.<Instant>getFieldAs(TIME).toEpochMilli();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) {
        var event = CardEvent.read(record.value());
        out.collect(Row.of(
                event.card(), event.amount(), event.absent(), event.abroad(), Instant.ofEpochMilli(event.happened())));
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return TYPE;
    }
}
