package io.sluicegate.scorer.features;

import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.scorer.features.FeatureLayout.Column;
import java.io.IOException;
import java.util.function.Function;
import org.apache.avro.Schema;

/** A step that reads one field's bytes into a row. */
@FunctionalInterface
interface FieldStep {
    void read(BinaryInput in, FeatureRow row) throws IOException;

    static FieldStep eventId(Schema schema) {
        return optional(schema, (in, row) -> row.eventId = in.readBytes(), Schema.Type.STRING);
    }

    static FieldStep eventTime(Schema schema) {
        return optional(schema, (in, row) -> row.eventTime = in.readLong(), Schema.Type.LONG);
    }

    /** Reads the feature set's fingerprint; a fingerprint equal to the previous record's yields the same object. */
    static FieldStep featureSet(Schema schema) {
        var last = new RepeatedString();
        return optional(schema, (in, row) -> row.featureSet = last.read(in), Schema.Type.STRING);
    }

    /** Reads a value into the place of its type in the row; anything else than a value of the type is missing. */
    static FieldStep value(Schema schema, Column column) {
        return switch (column.kind()) {
            case DOUBLE -> doubleValue(schema, column.index());
            case LONG, BOOLEAN -> integer(schema, column.index());
            case STRING -> text(schema, column.index());
            case VECTOR -> VectorStep.of(schema, column.index());
        };
    }

    /** Reads and forgets a value of a type that no model takes. */
    static FieldStep skip(Schema schema) {
        return (in, row) -> in.skip(schema);
    }

    private static FieldStep doubleValue(Schema schema, int index) {
        return switch (schema.getType()) {
            case DOUBLE -> (in, row) -> row.doubles[index] = in.readDouble();
            case FLOAT -> (in, row) -> row.doubles[index] = in.readFloat();
            case UNION -> branch(schema, one -> doubleValue(one, index));
            default ->
                (in, row) -> {
                    in.skip(schema);
                    row.doubles[index] = Double.NaN;
                };
        };
    }

    private static FieldStep integer(Schema schema, int index) {
        return switch (schema.getType()) {
            case LONG -> (in, row) -> row.integers[index] = in.readLong();
            case INT -> (in, row) -> row.integers[index] = in.readInt();
            case BOOLEAN -> (in, row) -> row.integers[index] = in.readBoolean() ? 1 : 0;
            case UNION -> branch(schema, one -> integer(one, index));
            default ->
                (in, row) -> {
                    in.skip(schema);
                    row.absent[index] = true;
                };
        };
    }

    /** Reads a text; texts mostly repeat, so that one equal to the previous record's yields the same object. */
    private static FieldStep text(Schema schema, int index) {
        return switch (schema.getType()) {
            case STRING -> {
                var last = new RepeatedString();
                yield (in, row) -> row.texts[index] = last.read(in);
            }
            case UNION -> branch(schema, one -> text(one, index));
            default -> (in, row) -> in.skip(schema);
        };
    }

    static FieldStep branch(Schema union, Function<Schema, FieldStep> step) {
        return branch(union.getTypes().stream().map(step).toArray(FieldStep[]::new));
    }

    private static FieldStep optional(Schema schema, FieldStep step, Schema.Type type) {
        if (schema.getType() == Schema.Type.UNION) {
            return branch(schema, one -> optional(one, step, type));
        }
        return schema.getType() == type ? step : (in, row) -> in.skip(schema);
    }

    private static FieldStep branch(FieldStep... branches) {
        return (in, row) -> branches[in.readIndex(branches.length)].read(in, row);
    }
}
