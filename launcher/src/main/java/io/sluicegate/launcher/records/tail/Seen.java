package io.sluicegate.launcher.records.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.launcher.cli.RecordJson;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.http.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a log, decoded as far as that is possible.
 *
 * @param cause the headers of a dead letter by their short names; empty for other records
 */
record Seen(ConsumerRecord<byte[], byte[]> raw, Decoding<GenericRecord> value, Map<String, String> cause) {
    private static final Map<String, String> HEADERS = Map.of(
            "stage", DeadLetter.STAGE,
            "topic", DeadLetter.TOPIC,
            "partition", DeadLetter.PARTITION,
            "offset", DeadLetter.OFFSET,
            "code", DeadLetter.CODE,
            "message", DeadLetter.MESSAGE);

    static Seen of(ConsumerRecord<byte[], byte[]> raw, Decoding<GenericRecord> value) {
        var cause = new LinkedHashMap<String, String>();
        HEADERS.forEach((name, header) -> {
            var found = raw.headers().lastHeader(header);
            if (found != null && found.value() != null) {
                cause.put(name, new String(found.value(), UTF_8));
            }
        });
        return new Seen(raw, value, cause);
    }

    /** The key as text; empty if there is none. */
    Optional<String> key() {
        return raw.key() == null ? Optional.empty() : Optional.of(new String(raw.key(), UTF_8));
    }

    /** When the record was appended. */
    Instant time() {
        return Instant.ofEpochMilli(raw.timestamp());
    }

    String place() {
        return raw.partition() + ":" + raw.offset();
    }

    Optional<GenericRecord> record() {
        return value instanceof Decoded<GenericRecord> decoded ? Optional.of(decoded.value()) : Optional.empty();
    }

    /** Why there is no record. */
    Optional<Rejection> flaw() {
        return value instanceof Rejected<GenericRecord> rejected ? Optional.of(rejected.rejection()) : Optional.empty();
    }

    /** All of it, for programs. */
    Map<String, Object> json() {
        var json = Json.object(
                "topic", raw.topic(),
                "partition", raw.partition(),
                "offset", raw.offset(),
                "time", time(),
                "key", key());
        if (!cause.isEmpty()) {
            json.put("cause", new java.util.TreeMap<>(cause));
        }
        record().ifPresent(it -> json.put("record", RecordJson.of(it)));
        flaw().ifPresent(it -> {
            json.put("undecodable", Json.object("code", it.code(), "message", it.message()));
            json.put("bytes", raw.value() == null ? Optional.empty() : base64(raw.value()));
        });
        return json;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
