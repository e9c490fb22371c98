package io.sluicegate.enricher.events;

import io.sluicegate.enricher.domain.Doubles;
import io.sluicegate.enricher.domain.Longs;
import io.sluicegate.enricher.domain.TimeUnits;
import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;

/** Readers of arrays of numbers, which make no object for each number. */
final class NumberArrays {
    private NumberArrays() {}

    /** A reader of one floating-point number. */
    @FunctionalInterface
    private interface Floating {
        double read(BinaryInput in) throws IOException;
    }

    /** The reader of an array; empty if one side's items aren't plain numbers, or the types don't fit. */
    static Optional<Value> of(Schema writer, Schema expected) {
        return switch (expected.getType()) {
            case FLOAT, DOUBLE -> floating(writer);
            case INT, LONG -> whole(writer, expected);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> floating(Schema writer) {
        return switch (writer.getType()) {
            case FLOAT -> Optional.of(in -> doubles(in, Float.BYTES, BinaryInput::readFloat));
            case DOUBLE -> Optional.of(in -> doubles(in, Double.BYTES, BinaryInput::readDouble));
            case INT, LONG -> Optional.of(in -> doubles(in, 1, BinaryInput::readLong));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> whole(Schema writer, Schema expected) {
        var plain = TimeUnits.perMillisecond(writer).isEmpty()
                && TimeUnits.perMillisecond(expected).isEmpty();
        return plain && (writer.getType() == Schema.Type.INT || writer.getType() == Schema.Type.LONG)
                ? Optional.of(NumberArrays::longs)
                : Optional.empty();
    }

    private static Doubles doubles(BinaryInput in, int least, Floating one) throws IOException {
        var all = new double[0];
        int size = 0;
        for (int count = in.readBlock(least); count > 0; count = in.readBlock(least)) {
            if (size + count > all.length) {
                all = Arrays.copyOf(all, Math.max(2 * size, size + count));
            }
            for (int end = size + count; size < end; size++) {
                all[size] = one.read(in);
            }
        }
        return new Doubles(size == all.length ? all : Arrays.copyOf(all, size));
    }

    private static Longs longs(BinaryInput in) throws IOException {
        var all = new long[0];
        int size = 0;
        for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
            if (size + count > all.length) {
                all = Arrays.copyOf(all, Math.max(2 * size, size + count));
            }
            for (int end = size + count; size < end; size++) {
                all[size] = in.readLong();
            }
        }
        return new Longs(size == all.length ? all : Arrays.copyOf(all, size));
    }
}
