package io.sluicegate.enricher.events;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The plan for reading records of one writer's schema: it reads the needed fields into a record of the engine's schema, in which
 * all other fields are null. Made once per schema; safe for use by several threads.
 */
public final class EventPlan implements Value {
    private final Schema schema;
    private final Slot[] slots;
    private final Constant[] constants;

    /** A step: the value to read, and its position in the record; negative to skip the value. */
    record Slot(int position, Value value) {}

    /** The value at a position that the writer doesn't know. */
    record Constant(int position, @Nullable Object value) {}

    EventPlan(Schema schema, List<Slot> slots, List<Constant> constants) {
        this.schema = schema;
        this.slots = slots.toArray(Slot[]::new);
        this.constants = constants.toArray(Constant[]::new);
    }

    /** The record at the input's position. */
    @Override
    public GenericRecord read(BinaryInput in) throws IOException {
        var record = new GenericData.Record(schema);
        for (var slot : slots) {
            var value = slot.value().read(in);
            if (slot.position() >= 0) {
                record.put(slot.position(), value);
            }
        }
        for (var constant : constants) {
            record.put(constant.position(), constant.value());
        }
        return record;
    }
}
