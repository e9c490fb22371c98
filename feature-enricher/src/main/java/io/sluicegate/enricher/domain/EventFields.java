package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.config.Nearest;
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

    private final boolean any;

    EventFields(Schema event) {
        any = false;
        addRecord("", new int[0], false, event);
    }

    private EventFields() {
        any = true;
    }

    /** The fields of events of an unknown schema: any field may exist, with any type. */
    static EventFields any() {
        return new EventFields();
    }

    boolean isAny() {
        return any;
    }

    /** The field, which is marked as read. */
    Optional<EventField> use(String path) {
        var field = any ? Optional.of(EventField.any(path)) : Optional.ofNullable(fields.get(path));
        field.ifPresent(found -> used.add(path));
        return field;
    }

    /** A suggestion of the field that may have been meant; empty if none is near or the field exists. */
    String near(String path) {
        return Nearest.to(path, fields.keySet())
                .filter(near -> !fields.containsKey(path))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
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
