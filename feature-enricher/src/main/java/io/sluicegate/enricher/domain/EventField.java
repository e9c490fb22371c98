package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** One field of the event, possibly within nested records: found by name once, read by position. */
final class EventField {
    private final String path;
    private final int[] positions;
    private final ValueType type;
    private final boolean nullable;

    EventField(String path, int[] positions, ValueType type, boolean nullable) {
        this.path = path;
        this.positions = positions.clone();
        this.type = type;
        this.nullable = nullable;
    }

    /** A field of which only the name is known. */
    static EventField any(String path) {
        return new EventField(path, new int[0], new ValueType(SimpleType.DYN, UnaryOperator.identity()), false);
    }

    String path() {
        return path;
    }

    /** The type of a value that is present. */
    CelType type() {
        return type.cel();
    }

    /** The field's type in expressions. */
    CelType celType() {
        return nullable ? ValueType.orNull(type.cel()) : type.cel();
    }

    /** The size of the values, if all have one. */
    OptionalInt fixedSize() {
        return type.fixedSize();
    }

    @Nullable
    Object read(IndexedRecord event) {
        var value = raw(event);
        return value == null ? null : type.convert().apply(value);
    }

    /** The value as a double; NaN if it is missing or no number. */
    double number(IndexedRecord event) {
        return raw(event) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The value as the record has it. */
    @Nullable
    Object raw(IndexedRecord event) {
        @Nullable Object value = event;
        for (int position : positions) {
            if (value == null) {
                return null;
            }
            value = ((IndexedRecord) value).get(position);
        }
        return value;
    }
}
