package io.sluicegate.scorer.features;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
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

    /**
     * Reads a number into a slot. Null becomes NaN, and so does every value that isn't a finite float, because a model could
     * silently return a wrong score for infinity.
     */
    static FieldStep value(Schema schema, int slot) {
        return switch (schema.getType()) {
            case DOUBLE -> (in, row) -> row.values[slot] = finite((float) in.readDouble());
            case FLOAT -> (in, row) -> row.values[slot] = finite(in.readFloat());
            case LONG -> (in, row) -> row.values[slot] = in.readLong();
            case INT -> (in, row) -> row.values[slot] = in.readInt();
            case BOOLEAN -> (in, row) -> row.values[slot] = in.readBoolean() ? 1 : 0;
            case UNION ->
                branch(schema.getTypes().stream().map(type -> value(type, slot)).toArray(FieldStep[]::new));
            default ->
                (in, row) -> {
                    in.skip(schema);
                    row.values[slot] = Float.NaN;
                };
        };
    }

    /** The value, or NaN if it isn't a finite float. */
    static float finite(float value) {
        return Math.abs(value) <= Float.MAX_VALUE ? value : Float.NaN;
    }

    private static FieldStep optional(Schema schema, FieldStep step, Schema.Type type) {
        if (schema.getType() == Schema.Type.UNION) {
            return branch(schema.getTypes().stream()
                    .map(one -> optional(one, step, type))
                    .toArray(FieldStep[]::new));
        }
        return schema.getType() == type ? step : (in, row) -> in.skip(schema);
    }

    private static FieldStep branch(FieldStep... branches) {
        return (in, row) -> branches[in.readIndex(branches.length)].read(in, row);
    }
}
