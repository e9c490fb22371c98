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

/** The Kafka time-outs that a slow model runs into: the user's settings, or else Kafka Streams' defaults. */
final class KafkaTimeouts {
    private static final String TRANSACTION = StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    private static final String POLL = StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
    private static final long TRANSACTION_MS = 10_000;
    private static final long POLL_MS = 300_000;

    private final KafkaSettings kafka;

    KafkaTimeouts(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** The time for the records between two commits: half of the transaction time-out. Empty without transactions. */
    Optional<Duration> budget() {
        return kafka.guarantee() == Guarantee.EXACTLY_ONCE
                ? Optional.of(half(TRANSACTION_MS, TRANSACTION, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))
                : Optional.empty();
    }

    /**
     * The limit of one call of a model, because a transaction ends at its time-out, and a thread that doesn't poll loses its
     * partitions.
     */
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
