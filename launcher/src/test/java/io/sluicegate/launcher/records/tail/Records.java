package io.sluicegate.launcher.records.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of logs, made by hand. */
final class Records {
    static final Instant SIX = Instant.parse("2026-11-27T18:00:00Z");

    private Records() {}

    static Seen seen(String key, GenericRecord record) {
        return Seen.of(raw(key, Map.of()), new Decoded<>(record));
    }

    static Seen undecodable(String key, Map<String, String> headers) {
        return Seen.of(raw(key, headers), Decoding.rejected(ErrorCode.UNKNOWN_SCHEMA, "no schema with\nid 7"));
    }

    static Seen letter(String key, GenericRecord record, Map<String, String> headers) {
        return Seen.of(raw(key, headers), new Decoded<>(record));
    }

    private static ConsumerRecord<byte[], byte[]> raw(String key, Map<String, String> headers) {
        var all = new RecordHeaders();
        headers.forEach((name, value) -> all.add(name, value.getBytes(UTF_8)));
        return new ConsumerRecord<>(
                "rides.events",
                3,
                42,
                SIX.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                4,
                key.getBytes(UTF_8),
                new byte[] {1, 2, 3, 4},
                all,
                Optional.empty());
    }

    /** A record of a schema: with these values, and with the simplest ones where those are missing. */
    static GenericRecord record(Schema schema, Map<String, Object> values) {
        var record = new GenericData.Record(schema);
        for (var field : schema.getFields()) {
            record.put(field.pos(), values.containsKey(field.name()) ? values.get(field.name()) : simplest(field));
        }
        return record;
    }

    private static Object simplest(Schema.Field field) {
        if (field.hasDefaultValue()) {
            return GenericData.get().getDefaultValue(field);
        }
        var schema = field.schema();
        return switch (schema.getType()) {
            case STRING -> "";
            case LONG -> 0L;
            case INT -> 0;
            case DOUBLE -> 0.0;
            case BOOLEAN -> false;
            case ARRAY -> java.util.List.of();
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
            default -> throw new IllegalArgumentException(field.toString());
        };
    }
}
