package io.sluicegate.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.launcher.rows.EventFields;
import io.sluicegate.launcher.rows.RecordMaker;
import io.sluicegate.runtime.avro.AvroWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of a case's events, keyed by the entity. */
record EventEncoder(Schema schema, EventFields fields, AvroWriter<GenericRecord> writer) {

    /** An event as a producer would append it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(byte @Nullable [] key, byte[] value, Instant at) {}

    Encoded encode(GivenEvent given, Map<String, Object> shared) {
        if (given.bytes().isPresent()) {
            return new Encoded(
                    bytes(given.key().orElse("")),
                    bytes(given.bytes().get()),
                    given.at().orElse(Instant.EPOCH));
        }
        var values = new LinkedHashMap<String, Object>(shared);
        values.putAll(given.fields());
        var record = RecordMaker.exact(schema).make(values);
        var key = given.key().or(() -> fields.entity().text(record));
        return new Encoded(
                key.map(EventEncoder::bytes).orElse(null),
                writer.write(record),
                given.at().or(() -> fields.time().time(record)).orElse(Instant.EPOCH));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
