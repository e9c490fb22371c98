package io.sluicegate.scorer.features;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A step that reads consecutive fields of null or a number, all of one type, because the enricher writes dozens of them in a
 * record.
 */
final class OptionalNumbers implements FieldStep {
    private final Schema.Type type;
    private final int first;
    private int count;

    /** @param first slot of the first number */
    OptionalNumbers(Schema.Type type, int first) {
        this.type = type;
        this.first = first;
    }

    /** The type of a field's number; empty if the field isn't null or a number. */
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

    Schema.Type type() {
        return type;
    }

    /** Extends the step by the next field. */
    void more() {
        count++;
    }

    @Override
    public void read(BinaryInput in, FeatureRow row) throws IOException {
        switch (type) {
            case DOUBLE -> doubles(in, row.values);
            case LONG -> longs(in, row.values);
            default -> booleans(in, row.values);
        }
    }

    private void doubles(BinaryInput in, float[] values) throws IOException {
        in.readOptionalDoubles(values, first, count);
        for (var i = first; i < first + count; i++) {
            values[i] = FieldStep.finite(values[i]);
        }
    }

    private void longs(BinaryInput in, float[] values) throws IOException {
        for (var i = first; i < first + count; i++) {
            values[i] = in.readIndex(2) == 0 ? Float.NaN : in.readLong();
        }
    }

    private void booleans(BinaryInput in, float[] values) throws IOException {
        for (var i = first; i < first + count; i++) {
            values[i] = in.readIndex(2) == 0 ? Float.NaN : in.readBoolean() ? 1 : 0;
        }
    }
}
