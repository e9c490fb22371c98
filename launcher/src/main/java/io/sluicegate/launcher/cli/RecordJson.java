package io.sluicegate.launcher.cli;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * An Avro record, generic or of a generated class, as maps, lists and plain values, as people read it: times as text, bytes as base64,
 * optional values as they are.
 */
public final class RecordJson {
    private static final long MICROS = 1_000;

    private RecordJson() {}

    public static Map<String, Object> of(IndexedRecord record) {
        var json = new LinkedHashMap<String, Object>();
        for (var field : record.getSchema().getFields()) {
            json.put(field.name(), value(field.schema(), record.get(field.pos())));
        }
        return json;
    }

    @SuppressWarnings("NullAway") // JSON has null
    private static @Nullable Object value(Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (schema.getType()) {
            case UNION -> value(branch(schema, value), value);
            case RECORD -> of((IndexedRecord) value);
            case ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                ((Collection<?>) value).forEach(element -> list.add(value(schema.getElementType(), element)));
                yield list;
            }
            case MAP -> {
                var map = new LinkedHashMap<String, Object>();
                ((Map<?, ?>) value)
                        .forEach((key, entry) -> map.put(String.valueOf(key), value(schema.getValueType(), entry)));
                yield map;
            }
            case BYTES -> base64((ByteBuffer) value);
            case FIXED -> Base64.getEncoder().encodeToString(((GenericFixed) value).bytes());
            case LONG -> value instanceof Long number ? time(schema, number) : value.toString();
            case INT, FLOAT, DOUBLE, BOOLEAN -> value;
            default -> value.toString();
        };
    }

    /** An optional value's branch is the other one, whatever class holds the value. */
    private static Schema branch(Schema union, Object value) {
        var present = union.getTypes().stream()
                .filter(it -> it.getType() != Schema.Type.NULL)
                .toList();
        return present.size() == 1
                ? present.get(0)
                : union.getTypes().get(GenericData.get().resolveUnion(union, value));
    }

    private static Object time(Schema schema, long value) {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return Instant.ofEpochMilli(value).toString();
        }
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
            return Instant.EPOCH.plusNanos(value * MICROS).toString();
        }
        return value;
    }

    private static String base64(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
