package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.binary.BinaryOutput;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Writes a record, field by field; a value that its schema doesn't allow is named with its field. */
final class RecordStep implements AvroEncoding.Step {
    private final Schema schema;
    private AvroEncoding.Step[] fields = {};

    RecordStep(Schema schema) {
        this.schema = schema;
    }

    void fields(AvroEncoding.Step... steps) {
        fields = steps;
    }

    @Override
    public void write(@Nullable Object value, BinaryOutput out) {
        if (!(value instanceof IndexedRecord record)) {
            throw new AvroTypeException(schema.getFullName() + " can't be written from " + value);
        }
        for (var i = 0; i < fields.length; i++) {
            write(record, i, out);
        }
    }

    private void write(IndexedRecord record, int field, BinaryOutput out) {
        try {
            fields[field].write(record.get(field), out);
        } catch (NullPointerException | ClassCastException e) {
            throw new AvroTypeException(
                    "field " + schema.getFields().get(field).name() + " of " + schema.getFullName() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
