package io.sluicegate.scorer;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.scorer.versions.CallLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The time-outs of Kafka's that a slow model runs into, as the user has set them or else as Kafka Streams does. */
final class KafkaTimeouts {
    private static final String TRANSACTION = StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    private static final String POLL = StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
    private static final long TRANSACTION_MS = 10_000;
    private static final long POLL_MS = 300_000;

    private final KafkaSettings kafka;

    KafkaTimeouts(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** What the records between two commits may take: half of what a transaction may last. Empty where there are none. */
    Optional<Duration> budget() {
        return kafka.guarantee() == Guarantee.EXACTLY_ONCE
                ? Optional.of(half(TRANSACTION_MS, TRANSACTION, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))
                : Optional.empty();
    }

    /** What one call may take: no transaction outlasts its time-out, and no thread that doesn't poll keeps its partitions. */
    CallLimit call() {
        var poll = half(
                POLL_MS,
                POLL,
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
        return budget().filter(budget -> budget.compareTo(poll) <= 0)
                .map(budget -> new CallLimit(budget, TRANSACTION))
                .orElseGet(() -> new CallLimit(poll, POLL));
    }

    private Duration half(long otherwise, String... names) {
        var set = Stream.of(names)
                .filter(kafka.properties()::containsKey)
                .findFirst()
                .map(name -> Long.parseLong(kafka.properties().get(name)))
                .orElse(otherwise);
        return Duration.ofMillis(set / 2);
    }
}
