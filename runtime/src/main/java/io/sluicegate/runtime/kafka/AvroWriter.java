package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.binary.BinaryOutput;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** A writer of records in Confluent's wire format, under a registered schema. Safe for use by several threads. */
public final class AvroWriter<T extends IndexedRecord> {
    private final int schemaId;
    private final byte[] header;
    private final ThreadLocal<AvroEncoding.Step> encoding;

    AvroWriter(int schemaId, Schema schema) {
        this.schemaId = schemaId;
        this.header = WireFormat.header(schemaId);
        this.encoding = ThreadLocal.withInitial(() -> AvroEncoding.of(schema));
    }

    /** The registry's id of the schema. */
    public int schemaId() {
        return schemaId;
    }

    /**
     * The record's bytes.
     *
     * @throws org.apache.avro.AvroTypeException if a value contradicts the schema; the message names its field
     */
    public byte[] write(T value) {
        var out = BinaryOutput.begin();
        out.write(header);
        encoding.get().write(value, out);
        return out.toByteArray();
    }
}
