package io.sluicegate.scorer.stream;

import io.sluicegate.platform.binary.BinaryInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;

/** Reads what the enricher writes, null or a number; all that follow each other in one step, for there are dozens in a record. */
final class OptionalNumbers implements FieldStep {
    private final int firstSlot;
    private Schema.Type[] types = {};

    OptionalNumbers(int firstSlot) {
        this.firstSlot = firstSlot;
    }

    /** The type of a field's number; empty if the field is something else than null or one of these. */
    static Optional<Schema.Type> type(Schema schema) {
        var isOptional = schema.getType() == Schema.Type.UNION
                && schema.getTypes().size() == 2
                && schema.getTypes().get(0).getType() == Schema.Type.NULL;
        return isOptional
                ? Optional.of(schema.getTypes().get(1).getType()).filter(OptionalNumbers::isNumber)
                : Optional.empty();
    }

    private static boolean isNumber(Schema.Type type) {
        return switch (type) {
            case DOUBLE, LONG, BOOLEAN -> true;
            default -> false;
        };
    }

    /** The next field is of these, too. */
    void add(Schema.Type type) {
        types = Arrays.copyOf(types, types.length + 1);
        types[types.length - 1] = type;
    }

    @Override
    public void read(BinaryInput in, FeatureRow row) throws IOException {
        for (var i = 0; i < types.length; i++) {
            row.values[firstSlot + i] = FieldStep.index(in, 2) == 0 ? Float.NaN : number(types[i], in);
        }
    }

    private static float number(Schema.Type type, BinaryInput in) throws IOException {
        return switch (type) {
            case DOUBLE -> FieldStep.finite((float) in.readDouble());
            case LONG -> in.readLong();
            case BOOLEAN -> in.readBoolean() ? 1 : 0;
            default -> throw new IllegalStateException(type + " is no number");
        };
    }
}
