package io.sluicegate.peers.flink;

import io.sluicegate.records.fraud.CardTransaction;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what the features need of a card's event. */
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
    /** A zero, and the id of the schema. */
    private static final int HEADER = 5;

    private transient @Nullable SpecificDatumReader<CardTransaction> reader;
    private transient @Nullable BinaryDecoder decoder;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) throws IOException {
        if (reader == null) {
            reader = new SpecificDatumReader<>(CardTransaction.class);
        }
        var value = record.value();
        decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
        var event = reader.read(null, decoder);
        out.collect(Row.of(
                event.getCardId(),
                event.getAmount(),
                !event.getCardPresent(),
                !event.getCountry().equals(event.getHomeCountry()),
                event.getOccurredAt()));
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return TYPE;
    }
}
