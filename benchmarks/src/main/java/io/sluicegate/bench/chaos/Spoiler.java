package io.sluicegate.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.platform.deadletter.ErrorCode;
import io.sluicegate.platform.kafka.AvroWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes events unusable, in every way in turn; a header tells the checker what each must come to. */
final class Spoiler {
    static final List<ErrorCode> WAYS = List.of(
            ErrorCode.UNDECODABLE,
            ErrorCode.MISSING_FIELD,
            ErrorCode.FUTURE_EVENT,
            ErrorCode.NULL_KEY,
            ErrorCode.UNKNOWN_SCHEMA);

    private static final String HEADER = "chaos.code";
    private static final int SCHEMA_ID_AT = 1;
    private static final int NOBODYS_ID = Integer.MAX_VALUE;

    private final String topic;
    private final AvroWriter<GenericRecord> writer;
    private int spoiled;

    Spoiler(String topic, AvroWriter<GenericRecord> writer) {
        this.topic = topic;
        this.writer = writer;
    }

    ProducerRecord<@Nullable String, byte[]> spoil(GenericRecord event) {
        var code = WAYS.get(spoiled++ % WAYS.size());
        var key = code == ErrorCode.NULL_KEY ? null : event.get(Visits.SHOPPER).toString();
        var record = new ProducerRecord<@Nullable String, byte[]>(topic, key, value(event, code));
        record.headers().add(HEADER, code.name().getBytes(UTF_8));
        return record;
    }

    private byte[] value(GenericRecord event, ErrorCode code) {
        return switch (code) {
            case UNDECODABLE -> "no record at all".getBytes(UTF_8);
            case MISSING_FIELD -> {
                event.put("amount", null);
                yield writer.write(event);
            }
            case FUTURE_EVENT -> {
                event.put(Visits.TIME, Instant.now().plus(Duration.ofDays(10)).toEpochMilli());
                yield writer.write(event);
            }
            case UNKNOWN_SCHEMA ->
                ByteBuffer.wrap(writer.write(event))
                        .putInt(SCHEMA_ID_AT, NOBODYS_ID)
                        .array();
            default -> writer.write(event);
        };
    }

    /** What the event must come to; empty for one that was not spoiled. */
    static Optional<String> code(ConsumerRecord<?, ?> event) {
        return Optional.ofNullable(event.headers().lastHeader(HEADER)).map(header -> new String(header.value(), UTF_8));
    }
}
