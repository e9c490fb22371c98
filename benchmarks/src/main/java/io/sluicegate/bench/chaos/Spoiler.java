package io.sluicegate.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.bench.chaos.domain.Way;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes events unusable, in every way in turn; a header tells the checker which way. */
final class Spoiler {
    private static final String HEADER = "chaos.way";
    private static final int SCHEMA_ID_AT = 1;
    private static final int NOBODYS_ID = Integer.MAX_VALUE;

    /** A record of this size and a few bytes more is just below what a producer sends and a topic takes by default. */
    private static final int LARGE = 1_048_350;

    /** More than a dead letter may have. */
    private static final int HUGE = 9_000_000;

    private static final int HUGE_ONE_IN = 40;
    private static final int FIRST_HUGE = 10;
    private static final List<Way> OTHERS =
            Arrays.stream(Way.values()).filter(way -> way != Way.HUGE_JUNK).toList();

    private final String topic;
    private int spoiled;

    Spoiler(String topic) {
        this.topic = topic;
    }

    ProducerRecord<@Nullable String, byte[]> spoil(GenericRecord event, EventFormat format) {
        var way = nextWay();
        var record = new ProducerRecord<>(topic, key(event, way), value(event, way, format));
        record.headers().add(HEADER, way.name().getBytes(UTF_8));
        if (way == Way.LARGE_HEADER) {
            record.headers().add("chaos.large", new byte[LARGE - record.value().length]);
        }
        return record;
    }

    private Way nextWay() {
        spoiled++;
        return spoiled % HUGE_ONE_IN == FIRST_HUGE ? Way.HUGE_JUNK : OTHERS.get(spoiled % OTHERS.size());
    }

    private static @Nullable String key(GenericRecord event, Way way) {
        var shopper = event.get(Visits.SHOPPER).toString();
        return switch (way) {
            case WITHOUT_KEY -> null;
            case LARGE_KEY -> shopper + "-".repeat(LARGE - shopper.length() - junk(event).length);
            default -> shopper;
        };
    }

    private static byte[] value(GenericRecord event, Way way, EventFormat format) {
        return switch (way) {
            case NO_RECORD, LARGE_KEY, LARGE_HEADER -> junk(event);
            case LARGE_JUNK -> ByteBuffer.allocate(LARGE).put(junk(event)).array();
            case HUGE_JUNK -> ByteBuffer.allocate(HUGE).put(junk(event)).array();
            case FIELD_MISSING -> format.write(with(event, Visits.AMOUNT, null));
            case LARGE_FIELD -> {
                var rest = format.write(with(event, Visits.AMOUNT, null)).length;
                yield format.write(with(event, Visits.CHANNEL, "x".repeat(LARGE - rest)));
            }
            case FROM_THE_FUTURE -> format.write(with(event, Visits.TIME, tooLate()));
            case UNKNOWN_SCHEMA ->
                ByteBuffer.wrap(format.write(event))
                        .putInt(SCHEMA_ID_AT, NOBODYS_ID)
                        .array();
            case WITHOUT_KEY -> format.write(event);
        };
    }

    private static byte[] junk(GenericRecord event) {
        return ("no record at all instead of " + event.get(Visits.ID)).getBytes(UTF_8);
    }

    private static long tooLate() {
        return Instant.now().plus(Duration.ofDays(10)).toEpochMilli();
    }

    private static GenericRecord with(GenericRecord event, String field, @Nullable Object value) {
        event.put(field, value);
        return event;
    }

    /** Why the event is unusable; empty for one that was not spoiled. */
    static Optional<Way> way(ConsumerRecord<?, ?> event) {
        return Optional.ofNullable(event.headers().lastHeader(HEADER))
                .map(header -> Way.valueOf(new String(header.value(), UTF_8)));
    }
}
