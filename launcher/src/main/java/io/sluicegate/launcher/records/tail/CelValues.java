package io.sluicegate.launcher.records.tail;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The values of Avro records in CEL: timestamps are instants, enums are strings, records are maps. */
final class CelValues {
    private static final long MICROS = 1_000;

    private CelValues() {}

    static Object of(Schema schema, @Nullable Object value) {
        if (value == null) {
            return NullValue.NULL_VALUE;
        }
        return switch (schema.getType()) {
            case UNION -> of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
            case RECORD -> record((GenericRecord) value);
            case ARRAY ->
                ((Collection<?>) value)
                        .stream().map(it -> of(schema.getElementType(), it)).toList();
            case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
            case LONG -> time(schema, (Long) value);
            case INT -> ((Number) value).longValue();
            case FLOAT, DOUBLE -> ((Number) value).doubleValue();
            case BOOLEAN -> value;
            case BYTES -> bytes((ByteBuffer) value);
            case FIXED -> CelByteString.of(((GenericFixed) value).bytes());
            case STRING, ENUM, NULL -> value.toString();
        };
    }

    private static Map<String, Object> record(GenericRecord record) {
        var fields = new LinkedHashMap<String, Object>();
        record.getSchema()
                .getFields()
                .forEach(field -> fields.put(field.name(), of(field.schema(), record.get(field.pos()))));
        return fields;
    }

    private static Map<String, Object> map(Schema values, Map<?, ?> entries) {
        var map = new LinkedHashMap<String, Object>();
        entries.forEach((key, value) -> map.put(String.valueOf(key), of(values, value)));
        return map;
    }

    private static Object time(Schema schema, long value) {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return Instant.ofEpochMilli(value);
        }
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
                ? Instant.ofEpochSecond(
                        Math.floorDiv(value, MICROS * MICROS), Math.floorMod(value, MICROS * MICROS) * MICROS)
                : (Object) value;
    }

    private static CelByteString bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return CelByteString.of(bytes);
    }
}
