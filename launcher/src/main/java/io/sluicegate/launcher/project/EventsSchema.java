package io.sluicegate.launcher.project;

import io.sluicegate.launcher.project.FieldType.Nested;
import io.sluicegate.launcher.project.FieldType.OneOf;
import io.sluicegate.launcher.project.FieldType.Other;
import io.sluicegate.launcher.project.FieldType.Plain;
import io.sluicegate.launcher.project.FieldType.Time;
import io.sluicegate.launcher.project.FieldType.Vector;
import io.sluicegate.launcher.rows.FieldSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Avro schemas of events: from inferred fields, and back to the fields of a schema that somebody wrote. */
final class EventsSchema {
    private EventsSchema() {}

    /** The schema of events with these fields. */
    static Schema of(String pipeline, List<Field> fields) {
        return record(AvroNames.record(pipeline), pipeline, fields);
    }

    private static Schema record(String name, String namespace, List<Field> fields) {
        var record = Schema.createRecord(name, "", namespace, false);
        record.setFields(fields.stream()
                .filter(field -> !(field.type() instanceof Other))
                .map(field -> field(name, namespace, field))
                .toList());
        return record;
    }

    private static Schema.Field field(String record, String namespace, Field field) {
        var type = type(record + AvroNames.record(field.name()), namespace, field.type());
        var avro = field.isOptional()
                ? new Schema.Field(
                        field.name(),
                        Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                        "",
                        Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(field.name(), type, "");
        if (field.isRenamed()) {
            avro.addAlias(field.source());
        }
        if (field.type() instanceof Time time) {
            avro.addProp(FieldSource.FORM, time.form().word());
        }
        return avro;
    }

    private static Schema type(String name, String namespace, FieldType type) {
        if (type instanceof Plain plain) {
            return Schema.create(
                    switch (plain) {
                        case LONG -> Schema.Type.LONG;
                        case DOUBLE -> Schema.Type.DOUBLE;
                        case BOOLEAN -> Schema.Type.BOOLEAN;
                        case STRING -> Schema.Type.STRING;
                    });
        }
        if (type instanceof OneOf some) {
            return Schema.createEnum(name, "", namespace, some.symbols());
        }
        if (type instanceof Vector vector) {
            var floating = vector.form().element().isFloating();
            return Schema.createArray(Schema.create(floating ? Schema.Type.DOUBLE : Schema.Type.LONG));
        }
        return type instanceof Nested nested
                ? record(name, namespace, nested.fields())
                : LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    }

    /** The fields of a schema. */
    static List<Field> fields(Schema record) {
        var fields = new ArrayList<Field>();
        for (var field : record.getFields()) {
            fields.add(Field.declared(
                    field.name(),
                    declared(present(field.schema())),
                    field.schema().isNullable()));
        }
        return fields;
    }

    private static FieldType declared(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> Plain.STRING;
            case ENUM -> new OneOf(schema.getEnumSymbols());
            case BOOLEAN -> Plain.BOOLEAN;
            case INT -> Plain.LONG;
            case LONG -> isTime(schema) ? new Time(TimeForm.EPOCH_MILLIS) : Plain.LONG;
            case FLOAT, DOUBLE -> Plain.DOUBLE;
            case RECORD -> new Nested(fields(schema));
            case ARRAY -> new Other("array: for a vector, say its elements and its shape");
            default -> new Other("of Avro's type " + schema.getType().getName());
        };
    }

    private static boolean isTime(Schema schema) {
        return schema.getLogicalType() != null
                && schema.getLogicalType().getName().startsWith("timestamp-");
    }

    /** The schema of a value that is there. */
    private static Schema present(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        var branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return branches.size() == 1 ? branches.get(0) : schema;
    }
}
