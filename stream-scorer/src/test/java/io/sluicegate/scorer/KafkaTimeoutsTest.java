package io.sluicegate.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.scorer.versions.CallLimit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaTimeoutsTest {
    private static final String POLL = "main.consumer.max.poll.interval.ms";
    private static final String TRANSACTION = "producer.transaction.timeout.ms";

    @Test
    void shouldAllowHalfOfATransactionsTimeOut() {
        assertThat(timeouts(Guarantee.EXACTLY_ONCE, Map.of()).call())
                .isEqualTo(new CallLimit(Duration.ofSeconds(5), TRANSACTION));
        assertThat(timeouts(Guarantee.EXACTLY_ONCE, Map.of("transaction.timeout.ms", "8000"))
                        .budget())
                .contains(Duration.ofSeconds(4));
        assertThat(timeouts(Guarantee.EXACTLY_ONCE, Map.of("transaction.timeout.ms", "8000", TRANSACTION, "6000"))
                        .call()
                        .longest())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldAllowHalfOfThePollIntervalWithoutTransactions() {
        var timeouts = timeouts(Guarantee.AT_LEAST_ONCE, Map.of(TRANSACTION, "6000"));

        assertThat(timeouts.call()).isEqualTo(new CallLimit(Duration.ofSeconds(150), POLL));
        assertThat(timeouts.budget()).isEmpty();
    }

    @Test
    void shouldAllowHalfOfThePollIntervalIfATransactionMayTakeLonger() {
        assertThat(timeouts(
                                Guarantee.EXACTLY_ONCE,
                                Map.of(TRANSACTION, "900000", "consumer.max.poll.interval.ms", "60000"))
                        .call())
                .isEqualTo(new CallLimit(Duration.ofSeconds(30), POLL));
    }

    private static KafkaTimeouts timeouts(Guarantee guarantee, Map<String, String> properties) {
        return new KafkaTimeouts(new KafkaSettings("b:1", "mock://r", guarantee, Latency.LOW, (short) 1, properties));
    }
}
