package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.launcher.rows.Reading.Row;
import io.sluicegate.pipeline.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A maker of Avro records from rows. What a row leaves out gets the schema's default, or null. A value of a union may be written with
 * its type, as Avro's own JSON has it. A text of a CSV file stands for a list, map or record if it is the JSON of one.
 */
public final class RecordMaker {
    private final Schema schema;
    private final boolean isExact;
    private final Set<String> unknown = new LinkedHashSet<>();

    private RecordMaker(Schema schema, boolean isExact) {
        this.schema = schema;
        this.isExact = isExact;
    }

    /** A maker that leaves out fields that the schema doesn't have, and notes them. */
    public RecordMaker(Schema schema) {
        this(schema, false);
    }

    /** A maker that refuses fields that the schema doesn't have. */
    public static RecordMaker exact(Schema schema) {
        return new RecordMaker(schema, true);
    }

    /**
     * The row as a record.
     *
     * @throws Misfit if a value doesn't fit
     */
    public GenericRecord make(Row row) {
        return record(schema, row.fields(), row.isText(), "");
    }

    /**
     * Values that somebody wrote by hand, as a record.
     *
     * @throws Misfit if a value doesn't fit
     */
    public GenericRecord make(Map<String, ?> values) {
        return record(schema, JsonRows.MAPPER.<ObjectNode>valueToTree(values), false, "");
    }

    /** The rows' fields so far that the schema doesn't have. */
    public Set<String> unknown() {
        return unknown;
    }

    private GenericRecord record(Schema schema, ObjectNode values, boolean isText, String path) {
        var record = new GenericData.Record(schema);
        var used = new LinkedHashSet<String>();
        for (var field : schema.getFields()) {
            var name = nameIn(values, field).orElse(field.name());
            used.add(name);
            record.put(field.pos(), field(field, values, name, isText, path + field.name()));
        }
        values.fieldNames().forEachRemaining(name -> {
            if (!used.contains(name)) {
                leaveOut(name, path, schema);
            }
        });
        return record;
    }

    private void leaveOut(String name, String path, Schema schema) {
        if (isExact) {
            throw new Misfit(path + name, "one of " + names(schema), "a field that the schema lacks");
        }
        unknown.add(path + name);
    }

    private static String names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
    }

    private static Optional<String> nameIn(ObjectNode values, Schema.Field field) {
        return values.has(field.name())
                ? Optional.of(field.name())
                : field.aliases().stream().filter(values::has).findFirst();
    }

    private @Nullable Object field(Schema.Field field, ObjectNode values, String name, boolean isText, String path) {
        var value = values.get(name);
        if (value != null && !value.isNull()) {
            return value(field.schema(), FieldSource.inUnit(field, value), isText, path);
        }
        if (value != null && !isText && field.schema().isNullable()) {
            return null; // it says so
        }
        if (field.hasDefaultValue()) {
            return GenericData.get().getDefaultValue(field);
        }
        if (field.schema().isNullable()) {
            return null;
        }
        if (isText && value != null && field.schema().getType() == Schema.Type.STRING) {
            return "";
        }
        throw value == null
                ? new Misfit(path, expected(field.schema()), "no such field" + near(name, values))
                : Misfit.of(path, expected(field.schema()), value);
    }

    private static String near(String name, ObjectNode values) {
        List<String> names = new ArrayList<>();
        values.fieldNames().forEachRemaining(names::add);
        return Nearest.to(name, names).map(it -> "; is '" + it + "' meant?").orElse("");
    }

    private @Nullable Object value(Schema schema, JsonNode value, boolean isText, String path) {
        return switch (schema.getType()) {
            case UNION -> union(schema, value, isText, path);
            case RECORD, ARRAY, MAP -> whole(schema, isText ? json(schema, value, path) : value, path);
            case NULL -> {
                if (!value.isNull()) {
                    throw Misfit.of(path, "null", value);
                }
                yield null;
            }
            default ->
                new Scalars(isText)
                        .of(schema, value)
                        .orElseThrow(() -> Misfit.of(path, Scalars.expected(schema), value));
        };
    }

    private Object whole(Schema schema, JsonNode value, String path) {
        if (schema.getType() == Schema.Type.RECORD && value instanceof ObjectNode fields) {
            return record(schema, fields, false, path + ".");
        }
        if (schema.getType() == Schema.Type.MAP && value.isObject()) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            value.properties()
                    .forEach(it -> map.put(
                            it.getKey(), value(schema.getValueType(), it.getValue(), false, path + "." + it.getKey())));
            return map;
        }
        if (schema.getType() == Schema.Type.ARRAY && value.isArray()) {
            var list = new ArrayList<@Nullable Object>();
            value.forEach(it -> list.add(value(schema.getElementType(), it, false, path + "[" + list.size() + "]")));
            return list;
        }
        throw Misfit.of(path, expected(schema), value);
    }

    private static JsonNode json(Schema schema, JsonNode value, String path) {
        try {
            return JsonRows.MAPPER.readTree(value.asText());
        } catch (JsonProcessingException e) {
            throw Misfit.of(path, expected(schema) + " as JSON", value);
        }
    }

    private @Nullable Object union(Schema union, JsonNode value, boolean isText, String path) {
        if (value.isNull() && union.isNullable()) {
            return null;
        }
        var branches = union.getTypes().stream()
                .filter(it -> it.getType() != Schema.Type.NULL)
                .toList();
        var named = named(union, value);
        if (named.isPresent()) {
            return value(named.get(), value.properties().iterator().next().getValue(), false, path);
        }
        if (branches.size() == 1) {
            return value(branches.get(0), value, isText, path);
        }
        for (var branch : branches) {
            try {
                return value(branch, value, isText, path);
            } catch (Misfit e) {
                // the next branch may fit
            }
        }
        throw Misfit.of(path, expected(union), value);
    }

    /** The branch that the value names in Avro's JSON encoding: {"double": 3.5}. */
    private static Optional<Schema> named(Schema union, JsonNode value) {
        if (!value.isObject() || value.size() != 1 || union.getIndexNamed("map") != null) {
            return Optional.empty();
        }
        var index = union.getIndexNamed(value.fieldNames().next());
        return index == null ? Optional.empty() : Optional.of(union.getTypes().get(index));
    }

    private static String expected(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> "an object";
            case MAP -> "an object of " + expected(schema.getValueType());
            case ARRAY -> "an array of " + expected(schema.getElementType());
            case UNION ->
                StreamSupport.stream(schema.getTypes().spliterator(), false)
                        .map(RecordMaker::expected)
                        .collect(Collectors.joining(" or "));
            default -> Scalars.expected(schema);
        };
    }
}
