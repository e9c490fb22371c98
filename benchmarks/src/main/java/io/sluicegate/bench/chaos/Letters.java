package io.sluicegate.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads in a dead letter where its record lies. */
final class Letters {
    private Letters() {}

    record Source(String topic, int partition, long offset, String code) {}

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
