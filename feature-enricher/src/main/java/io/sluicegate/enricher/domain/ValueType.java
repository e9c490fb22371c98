package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/**
 * The engine's type of a value in an Avro record: its CEL type, and its conversion from a generic or specific record. Timestamps
 * are instants; other logical types count as their encoded type. Unions of several types and records within arrays and maps have no
 * value type.
 *
 * @param fixedSize the size of the bytes, if the schema says it
 */
record ValueType(CelType cel, UnaryOperator<Object> convert, OptionalInt fixedSize) {
    ValueType(CelType cel, UnaryOperator<Object> convert) {
        this(cel, convert, OptionalInt.empty());
    }

    static Optional<ValueType> of(Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> Optional.of(new ValueType(SimpleType.STRING, Object::toString));
            case BOOLEAN -> Optional.of(new ValueType(SimpleType.BOOL, UnaryOperator.identity()));
            case INT -> Optional.of(new ValueType(SimpleType.INT, value -> ((Number) value).longValue()));
            case LONG -> Optional.of(ofLong(TimeUnits.perMillisecond(schema)));
            case FLOAT, DOUBLE ->
                Optional.of(new ValueType(SimpleType.DOUBLE, value -> ((Number) value).doubleValue()));
            case BYTES -> Optional.of(new ValueType(SimpleType.BYTES, value -> bytes((ByteBuffer) value)));
            case FIXED -> Optional.of(fixed(schema.getFixedSize()));
            case ARRAY -> elements(schema.getElementType()).map(ValueType::list);
            case MAP -> elements(schema.getValueType()).map(ValueType::map);
            case RECORD, UNION, NULL -> Optional.empty();
        };
    }

    private static ValueType fixed(int size) {
        return new ValueType(SimpleType.BYTES, value -> bytes((GenericFixed) value), OptionalInt.of(size));
    }

    private static ValueType ofLong(OptionalInt perMillisecond) {
        return perMillisecond.isPresent()
                ? new ValueType(SimpleType.TIMESTAMP, value -> instant(value, perMillisecond.getAsInt()))
                : new ValueType(SimpleType.INT, value -> ((Number) value).longValue());
    }

    private static Instant instant(Object value, int perMillisecond) {
        return value instanceof Instant instant
                ? instant
                : Instant.ofEpochMilli(Math.floorDiv(((Number) value).longValue(), perMillisecond));
    }

    private static CelByteString bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return CelByteString.of(bytes);
    }

    private static CelByteString bytes(GenericFixed fixed) {
        return CelByteString.of(fixed.bytes());
    }

    private static Optional<ValueType> elements(Schema schema) {
        if (!schema.isNullable() || !schema.isUnion()) {
            return of(schema);
        }
        return nonNull(schema).flatMap(ValueType::of).map(ValueType::nullable);
    }

    /** The other branch of a union with null. */
    static Optional<Schema> nonNull(Schema union) {
        var branches = union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return branches.size() == 1 ? Optional.of(branches.get(0)) : Optional.empty();
    }

    private ValueType nullable() {
        return new ValueType(orNull(cel), this::orNull);
    }

    /** The type of a value that may be null; CEL's checker can't cope with nullable lists and maps, so those count as dynamic. */
    static CelType orNull(CelType type) {
        return type instanceof ListType || type instanceof MapType ? SimpleType.DYN : NullableType.create(type);
    }

    @SuppressWarnings("NullAway") // Avro's null is CEL's NullValue
    private Object orNull(Object value) {
        return value == null ? NullValue.NULL_VALUE : convert.apply(value);
    }

    private ValueType list() {
        return new ValueType(ListType.create(cel), value -> ((Collection<?>) value)
                .stream().map(convert).toList());
    }

    private ValueType map() {
        return new ValueType(MapType.create(SimpleType.STRING, cel), value -> {
            var converted = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) value).forEach((key, element) -> converted.put(key.toString(), convert.apply(element)));
            return converted;
        });
    }
}
