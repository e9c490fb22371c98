package io.sluicegate.runtime.avro;

import io.sluicegate.runtime.binary.BinaryOutput;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/**
 * An encoder for one schema, compiled once into one {@link Step} for each place in the schema. It writes the same bytes as Avro's
 * own writers. Used instead of them, because they walk the schema again for each value, look up a conversion for each instant, and
 * encode repeated strings again for each record, which took a third of the scorer's time.
 */
final class AvroEncoding {
    private final Map<String, RecordStep> records = new HashMap<>();

    /** A writer of one value. Belongs to one thread. */
    @FunctionalInterface
    interface Step {
        void write(@Nullable Object value, BinaryOutput out);
    }

    private AvroEncoding() {}

    static Step of(Schema schema) {
        return new AvroEncoding().step(schema);
    }

    private Step step(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> (value, out) -> {};
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) present(value));
            case INT -> (value, out) -> out.writeLong(((Number) present(value)).intValue());
            case LONG -> (value, out) -> out.writeLong(asLong(present(value)));
            case FLOAT -> (value, out) -> out.writeFloat(((Number) present(value)).floatValue());
            case DOUBLE -> (value, out) -> out.writeDouble(((Number) present(value)).doubleValue());
            case STRING -> new StringStep();
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) present(value));
            case FIXED -> (value, out) -> fixed((GenericFixed) present(value), out);
            case ENUM -> new EnumStep(schema);
            case ARRAY -> array(step(schema.getElementType()));
            case MAP -> map(step(schema.getValueType()));
            case UNION -> union(schema);
            case RECORD -> record(schema);
        };
    }

    private static Object present(@Nullable Object value) {
        return Objects.requireNonNull(value, "null, which the schema doesn't allow");
    }

    /** Generated classes have instants where the schema has timestamp-millis; generic records have the number. */
    private static long asLong(Object value) {
        return value instanceof Instant instant ? instant.toEpochMilli() : ((Number) value).longValue();
    }

    private static void fixed(GenericFixed value, BinaryOutput out) {
        out.write(value.bytes(), 0, value.bytes().length);
    }

    private static Step array(Step element) {
        return (value, out) -> {
            var all = (Collection<?>) present(value);
            if (!all.isEmpty()) {
                out.writeLong(all.size());
                for (var one : all) {
                    element.write(one, out);
                }
            }
            out.writeEnd();
        };
    }

    private static Step map(Step values) {
        return (value, out) -> {
            var all = (Map<?, ?>) present(value);
            if (!all.isEmpty()) {
                out.writeLong(all.size());
                all.forEach((key, one) -> {
                    out.writeString(present(key).toString());
                    values.write(one, out);
                });
            }
            out.writeEnd();
        };
    }

    /**
     * Nearly all unions in Sluicegate's schemas are of null and one other type; for unions of more types, Avro resolves the branch.
     */
    private Step union(Schema schema) {
        var branches = schema.getTypes().stream().map(this::step).toArray(Step[]::new);
        var ofNull = schema.getIndexNamed("null");
        if (ofNull == null || branches.length != 2) {
            return (value, out) -> branch(branches, GenericData.get().resolveUnion(schema, value), value, out);
        }
        var other = 1 - ofNull;
        return (value, out) -> branch(branches, value == null ? ofNull : other, value, out);
    }

    private static void branch(Step[] branches, int index, @Nullable Object value, BinaryOutput out) {
        out.writeLong(index);
        branches[index].write(value, out);
    }

    /** The step of a record. A record may contain itself, so its step is stored before those of its fields. */
    private Step record(Schema schema) {
        var known = records.get(schema.getFullName());
        if (known == null) {
            known = new RecordStep(schema);
            records.put(schema.getFullName(), known);
            known.fields(schema.getFields().stream()
                    .map(field -> step(field.schema()))
                    .toArray(Step[]::new));
        }
        return known;
    }
}
