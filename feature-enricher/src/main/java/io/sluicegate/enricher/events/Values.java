package io.sluicegate.enricher.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.enricher.domain.TimeUnits;
import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Readers that convert a writer's type to the engine's: numbers of any width, enums as strings, timestamps of any unit as instants.
 * There is no reader if the types don't fit. {@link EventPlan} reads records.
 */
final class Values {
    private Values() {}

    static Optional<Value> of(Schema writer, Schema expected) {
        if (writer.getType() == Schema.Type.UNION) {
            return union(writer, expected);
        }
        var wanted = present(expected);
        return switch (wanted.getType()) {
            case STRING, ENUM -> text(writer);
            case BOOLEAN ->
                writer.getType() == Schema.Type.BOOLEAN ? Optional.of(BinaryInput::readBoolean) : Optional.empty();
            case INT, LONG -> whole(writer, wanted);
            case FLOAT, DOUBLE -> number(writer);
            case BYTES -> bytes(writer).map(read -> in -> ByteBuffer.wrap((byte[]) read.read(in)));
            case FIXED -> bytes(writer).map(read -> in -> new GenericData.Fixed(wanted, (byte[]) read.read(in)));
            case ARRAY -> array(writer, wanted);
            case MAP -> map(writer, wanted);
            case RECORD, UNION, NULL -> Optional.empty();
        };
    }

    /** The type of a value that isn't null. */
    static Schema present(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElse(schema)
                : schema;
    }

    private static Optional<Value> union(Schema writer, Schema expected) {
        var branches = new ArrayList<Value>();
        for (var branch : writer.getTypes()) {
            var value = branch.getType() == Schema.Type.NULL ? Optional.<Value>of(in -> null) : of(branch, expected);
            value.ifPresent(branches::add);
        }
        return branches.size() == writer.getTypes().size()
                ? Optional.of(oneOf(branches.toArray(Value[]::new)))
                : Optional.empty();
    }

    static Value oneOf(Value... branches) {
        return in -> branches[in.readIndex(branches.length)].read(in);
    }

    private static Optional<Value> text(Schema writer) {
        return switch (writer.getType()) {
            case STRING -> Optional.of(BinaryInput::readString);
            case BYTES -> Optional.of(in -> new String(in.readBytes(), UTF_8));
            case ENUM -> {
                var symbols = writer.getEnumSymbols().toArray(String[]::new);
                yield Optional.of(in -> symbols[in.readIndex(symbols.length)]);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Value> whole(Schema writer, Schema wanted) {
        return switch (writer.getType()) {
            case INT -> Optional.of(in -> (long) in.readInt());
            case LONG -> time(writer, wanted);
            default -> Optional.empty();
        };
    }

    /** A long without a unit may be a time in milliseconds, so it fits a timestamp in milliseconds and no other unit. */
    private static Optional<Value> time(Schema writer, Schema wanted) {
        var given = TimeUnits.perMillisecond(writer);
        var expected = TimeUnits.perMillisecond(wanted);
        if (given.orElse(1) == expected.orElse(1)) {
            return Optional.of(BinaryInput::readLong);
        }
        return given.isEmpty() || expected.isEmpty()
                ? Optional.empty()
                : Optional.of(in -> Instant.ofEpochMilli(Math.floorDiv(in.readLong(), given.getAsInt())));
    }

    private static Optional<Value> number(Schema writer) {
        return switch (writer.getType()) {
            case INT -> Optional.of(in -> (double) in.readInt());
            case LONG -> Optional.of(in -> (double) in.readLong());
            case FLOAT -> Optional.of(in -> (double) in.readFloat());
            case DOUBLE -> Optional.of(BinaryInput::readDouble);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> bytes(Schema writer) {
        return switch (writer.getType()) {
            case BYTES, STRING -> Optional.of(BinaryInput::readBytes);
            case FIXED -> Optional.of(in -> in.readBytes(writer.getFixedSize()));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> array(Schema writer, Schema wanted) {
        if (writer.getType() != Schema.Type.ARRAY) {
            return Optional.empty();
        }
        var given = writer.getElementType();
        return NumberArrays.of(given, wanted.getElementType())
                .or(() -> of(given, wanted.getElementType()).map(element -> in -> elements(element, in)));
    }

    private static Object elements(Value element, BinaryInput in) throws IOException {
        var all = new ArrayList<@Nullable Object>();
        for (long count = count(in); count != 0; count = count(in)) {
            for (long i = 0; i < count; i++) {
                all.add(element.read(in));
            }
        }
        return all;
    }

    private static Optional<Value> map(Schema writer, Schema wanted) {
        return writer.getType() == Schema.Type.MAP
                ? of(writer.getValueType(), wanted.getValueType()).map(value -> in -> entries(value, in))
                : Optional.empty();
    }

    private static Object entries(Value value, BinaryInput in) throws IOException {
        var all = new LinkedHashMap<String, @Nullable Object>();
        for (long count = count(in); count != 0; count = count(in)) {
            for (long i = 0; i < count; i++) {
                all.put(in.readString(), value.read(in));
            }
        }
        return all;
    }

    /** A negative count is followed by the size of the block. */
    private static long count(BinaryInput in) throws IOException {
        long count = in.readLong();
        if (count < 0) {
            var unused = in.readLong();
            return -count;
        }
        return count;
    }
}
