package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Avro's dates and times, from texts. Numbers of Avro's units need no reading, and have none here. */
final class TimeValues {
    private static final long NANOS = 1_000_000_000;
    private static final Map<String, Long> PER_SECOND = Map.of(
            "timestamp-millis", 1_000L,
            "timestamp-micros", 1_000_000L,
            "timestamp-nanos", NANOS,
            "local-timestamp-millis", 1_000L,
            "local-timestamp-micros", 1_000_000L,
            "local-timestamp-nanos", NANOS);
    private static final Map<String, Long> OF_DAY_PER_SECOND = Map.of("time-millis", 1_000L, "time-micros", 1_000_000L);
    private static final String DATE = "date";

    private TimeValues() {}

    /** The value; empty if the schema is no time, or the value no text of one. */
    static Optional<Object> of(Schema schema, JsonNode value) {
        if (!value.isTextual() || schema.getLogicalType() == null) {
            return Optional.empty();
        }
        var type = schema.getLogicalType().getName();
        var text = value.textValue();
        if (PER_SECOND.containsKey(type)) {
            return Times.parse(text).map(it -> since1970(it, PER_SECOND.getOrDefault(type, 1L)));
        }
        if (OF_DAY_PER_SECOND.containsKey(type)) {
            return ofDay(text)
                    .map(it -> inUnits(schema, it.toNanoOfDay() / (NANOS / OF_DAY_PER_SECOND.getOrDefault(type, 1L))));
        }
        return type.equals(DATE)
                ? Times.parse(text)
                        .map(it -> (int) it.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay())
                : Optional.empty();
    }

    /** What is expected, in words; empty if the schema is no time. */
    static Optional<String> expected(Schema schema) {
        var type =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        if (PER_SECOND.containsKey(type)) {
            var unit = type.substring(type.lastIndexOf('-') + 1);
            return Optional.of("a time such as 2026-11-27T18:00:00Z, or " + unit + " since 1970");
        }
        if (OF_DAY_PER_SECOND.containsKey(type)) {
            return Optional.of("a time of day such as 18:00:00");
        }
        return type.equals(DATE) ? Optional.of("a date such as 2026-11-27, or days since 1970") : Optional.empty();
    }

    private static Object since1970(Instant time, long perSecond) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), perSecond), time.getNano() / (NANOS / perSecond));
    }

    private static Object inUnits(Schema schema, long value) {
        if (schema.getType() == Schema.Type.INT) {
            return (int) value;
        }
        return value;
    }

    private static Optional<LocalTime> ofDay(String text) {
        try {
            return Optional.of(LocalTime.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
