package io.sluicegate.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.bench.chaos.domain.Content;
import io.sluicegate.bench.chaos.domain.Letter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the place of the original record from a dead letter. */
final class Letters {
    private Letters() {}

    record Source(String topic, int partition, long offset, String code) {}

    /** The letter as the checks see it. */
    static Letter letter(ConsumerRecord<String, byte[]> letter, String where, String place) {
        return new Letter(
                where,
                place,
                source(letter).code(),
                told(letter, "sluicegate.key", key(letter)),
                told(letter, "sluicegate.value", Content.of(letter.value())));
    }

    /** The key's content. */
    static Content key(ConsumerRecord<String, byte[]> record) {
        return Content.of(record.key() == null ? null : record.key().getBytes(UTF_8));
    }

    /** What was too large for the letter stands in its headers by size and hash. */
    private static Content told(ConsumerRecord<?, ?> letter, String part, Content there) {
        return letter.headers().lastHeader(part + ".size") == null
                ? there
                : new Content(Integer.parseInt(header(letter, part + ".size")), header(letter, part + ".sha256"));
    }

    static Source source(ConsumerRecord<?, ?> letter) {
        return new Source(
                header(letter, "sluicegate.topic"),
                Integer.parseInt(header(letter, "sluicegate.partition")),
                Long.parseLong(header(letter, "sluicegate.offset")),
                header(letter, "sluicegate.error.code"));
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
