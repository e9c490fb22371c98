package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.binary.BinaryOutput;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The step that writes an enum's symbols, fast where they repeat from record to record. Belongs to one thread. */
final class EnumStep implements AvroEncoding.Step {
    private final Schema schema;
    private @Nullable Object last;
    private int place;

    EnumStep(Schema schema) {
        this.schema = schema;
    }

    @Override
    public void write(@Nullable Object value, BinaryOutput out) {
        if (value == null || value != last) {
            var present = Objects.requireNonNull(value, "null, which the schema doesn't allow");
            place = schema.getEnumOrdinal(present.toString());
            last = present;
        }
        out.writeLong(place);
    }
}
