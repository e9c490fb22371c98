package io.sluicegate.enricher.domain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** All fields of an event schema that the engine can read; those of nested records by dotted path. */
final class EventFields {
    private static final int DEEPEST = 8; // also ends the walk through a record that contains itself

    private final Map<String, EventField> fields = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    EventFields(Schema event) {
        addRecord("", new int[0], false, event);
    }

    /** The field, which is read from now on. */
    Optional<EventField> use(String path) {
        var field = Optional.ofNullable(fields.get(path));
        field.ifPresent(found -> used.add(path));
        return field;
    }

    /** The paths of all fields that are read. */
    Set<String> used() {
        return used;
    }

    Map<String, EventField> all() {
        return fields;
    }

    private void addRecord(String prefix, int[] parents, boolean nullable, Schema schema) {
        for (var field : schema.getFields()) {
            var positions = Arrays.copyOf(parents, parents.length + 1);
            positions[parents.length] = field.pos();
            add(prefix + field.name(), positions, nullable, field.schema());
        }
    }

    private void add(String path, int[] positions, boolean nullable, Schema schema) {
        if (schema.isUnion()) {
            ValueType.nonNull(schema)
                    .ifPresent(branch -> add(path, positions, nullable || schema.isNullable(), branch));
        } else if (schema.getType() == Schema.Type.RECORD) {
            if (positions.length < DEEPEST) {
                addRecord(path + ".", positions, nullable, schema);
            }
        } else {
            ValueType.of(schema).ifPresent(type -> fields.put(path, new EventField(path, positions, type, nullable)));
        }
    }
}
