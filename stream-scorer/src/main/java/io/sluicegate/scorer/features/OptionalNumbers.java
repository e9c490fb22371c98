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

    /** @param first place of the first number among the row's numbers of its kind */
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
            case DOUBLE -> in.readOptionalDoubles(row.doubles, first, count);
            case LONG -> longs(in, row);
            default -> booleans(in, row);
        }
    }

    private void longs(BinaryInput in, FeatureRow row) throws IOException {
        for (var i = first; i < first + count; i++) {
            if (in.readIndex(2) == 0) {
                row.absent[i] = true;
            } else {
                row.integers[i] = in.readLong();
            }
        }
    }

    private void booleans(BinaryInput in, FeatureRow row) throws IOException {
        for (var i = first; i < first + count; i++) {
            if (in.readIndex(2) == 0) {
                row.absent[i] = true;
            } else {
                row.integers[i] = in.readBoolean() ? 1 : 0;
            }
        }
    }
}
