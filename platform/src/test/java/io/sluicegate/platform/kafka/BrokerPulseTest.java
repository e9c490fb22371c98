package io.sluicegate.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.testing.LogCapture;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerPulseTest {
    private static final Duration EVERY = Duration.ofMillis(5);

    private final AtomicBoolean answers = new AtomicBoolean(true);
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void shouldSayThatKafkaIsSilentAndThatItAnswersAgain() {
        try (var log = LogCapture.of(BrokerPulse.class);
                var pulse = pulse(Duration.ofMillis(200))) {
            answers.set(false);
            await().untilAsserted(() -> assertThat(pulse.trouble()).hasValueSatisfying(trouble -> assertThat(trouble)
                    .contains("Kafka at broker:9092 hasn't answered for 0 s")
                    .contains("nobody there")));
            await().untilAsserted(() -> assertThat(log.messages()).hasSize(1));

            answers.set(true);
            await().until(() -> pulse.trouble().isEmpty());
            await().untilAsserted(() -> assertThat(log.messages())
                    .satisfiesExactly(line -> assertThat(line).contains("Kafka is silent"), line -> assertThat(line)
                            .contains("Kafka answers again")));
        }
        assertThat(closed).isTrue();
    }

    @Test
    void shouldForgiveASilenceThatIsShort() {
        try (var pulse = pulse(Duration.ofHours(1))) {
            answers.set(false);
            assertThat(pulse.trouble()).isEmpty();
        }
    }

    private BrokerPulse pulse(Duration silence) {
        return new BrokerPulse(
                "broker:9092", this::answer, new Leaders(topics -> Set.of()), () -> closed.set(true), EVERY, silence);
    }

    private String answer() {
        if (answers.get()) {
            return "cluster";
        }
        throw new TimeoutException("nobody there");
    }
}
