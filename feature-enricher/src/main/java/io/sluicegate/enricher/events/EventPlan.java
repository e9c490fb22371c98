package io.sluicegate.enricher.events;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * How records of one writer's schema are read: the fields that are needed, into a record of the schema that the engine knows, where
 * all other fields are null. Worked out once; safe for use by several threads.
 */
public final class EventPlan implements Value {
    private final Schema schema;
    private final List<Slot> slots;
    private final List<Constant> constants;

    /** What is read next, and where in the record it goes; nowhere if negative. */
    record Slot(int position, Value value) {}

    /** What a record holds at a position that its writer doesn't know. */
    record Constant(int position, @Nullable Object value) {}

    EventPlan(Schema schema, List<Slot> slots, List<Constant> constants) {
        this.schema = schema;
        this.slots = List.copyOf(slots);
        this.constants = List.copyOf(constants);
    }

    /** The record that begins where the input is. */
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
