package io.sluicegate.enricher.domain;

import java.util.OptionalInt;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The units of Avro's timestamps. */
public final class TimeUnits {
    private TimeUnits() {}

    /** How many of the schema's units make a millisecond; empty if the schema isn't a timestamp. */
    public static OptionalInt perMillisecond(Schema schema) {
        var logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.TimestampMillis) {
            return OptionalInt.of(1);
        }
        if (logical instanceof LogicalTypes.TimestampMicros) {
            return OptionalInt.of(1_000);
        }
        return logical instanceof LogicalTypes.TimestampNanos ? OptionalInt.of(1_000_000) : OptionalInt.empty();
    }
}
