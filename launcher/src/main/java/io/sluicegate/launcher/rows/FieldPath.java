package io.sluicegate.launcher.rows;

import io.sluicegate.enricher.domain.TimeUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/**
 * A field of a record, or of a record within it, as a pipeline's file names it.
 *
 * @param schema the schema of its values that aren't null
 */
public record FieldPath(String path, List<Integer> positions, Schema schema) {

    /** The field; empty if the schema has none of this name. */
    public static Optional<FieldPath> of(Schema record, String path) {
        return of(record, path, path, List.of());
    }

    private static Optional<FieldPath> of(Schema schema, String path, String rest, List<Integer> before) {
        if (rest.isEmpty()) {
            return Optional.of(new FieldPath(path, before, schema));
        }
        var name = rest.split("\\.", 2);
        var field = schema.getType() == Schema.Type.RECORD ? schema.getField(name[0]) : null;
        if (field == null) {
            return Optional.empty();
        }
        var positions = new ArrayList<>(before);
        positions.add(field.pos());
        return of(present(field.schema()), path, name.length > 1 ? name[1] : "", positions);
    }

    private static Schema present(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(it -> it.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElse(schema)
                : schema;
    }

    public Optional<Object> read(GenericRecord record) {
        return read(record, positions);
    }

    private static Optional<Object> read(GenericRecord record, List<Integer> positions) {
        Object value = record;
        for (int position : positions) {
            value = value instanceof IndexedRecord parent
                            && position < parent.getSchema().getFields().size()
                    ? parent.get(position)
                    : null;
        }
        return Optional.ofNullable(value);
    }

    /** Sets the value; nothing happens where a record around the field is null. */
    public void write(GenericRecord record, Object value) {
        int last = positions.size() - 1;
        if (read(record, positions.subList(0, last)).orElse(null) instanceof IndexedRecord parent) {
            parent.put(positions.get(last), value);
        }
    }

    /** The value as the text that a key has: numbers as whole or floating-point numbers, other values by their name. */
    public Optional<String> text(GenericRecord record) {
        return read(record).map(it -> it instanceof Float number ? Double.toString(number) : it.toString());
    }

    /** The value as a time; a number without a unit counts milliseconds. */
    public Optional<Instant> time(GenericRecord record) {
        return read(record)
                .filter(Long.class::isInstance)
                .map(it -> Instant.ofEpochMilli(Math.floorDiv((Long) it, perMillisecond())));
    }

    /** A time as the number that the field has for it. */
    public long number(Instant time) {
        return time.toEpochMilli() * perMillisecond();
    }

    private int perMillisecond() {
        return TimeUnits.perMillisecond(schema).orElse(1);
    }
}
