package io.sluicegate.platform.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/** Writes records in Confluent's wire format under a schema that is registered. Safe for use by several threads. */
public final class AvroWriter<T extends IndexedRecord> {
    private static final int TYPICAL = 512;

    private final int schemaId;
    private final byte[] header;
    private final DatumWriter<T> writer;

    AvroWriter(int schemaId, DatumWriter<T> writer) {
        this.schemaId = schemaId;
        this.header = WireFormat.header(schemaId);
        this.writer = writer;
    }

    /** The registry's id of the schema. */
    public int schemaId() {
        return schemaId;
    }

    public byte[] write(T value) {
        var bytes = new ByteArrayOutputStream(TYPICAL);
        bytes.writeBytes(header);
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
