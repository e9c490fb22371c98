package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.binary.BinaryOutput;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The step that writes a record, field by field; its error for a value that the schema doesn't allow names the field. */
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
