package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.testing.LogCapture;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerPulseTest {
    private static final Duration EVERY = Duration.ofMillis(5);

    private final AtomicBoolean answers = new AtomicBoolean(true);
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch looking = new CountDownLatch(1);
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
                    .satisfiesExactly(
                            line -> assertThat(line).contains("Kafka doesn't answer"),
                            line -> assertThat(line).contains("Kafka answers again")));
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

    @Test
    void shouldNotTakeALookThatWaitsForSilence() throws Exception {
        try (var pulse = pulse(Duration.ofHours(1))) {
            assertThat(pulse.trouble(Set.of("a"))).isEmpty();
            looking.await();
            var before = asked.get();

            await().until(() -> asked.get() > before + 1);
        }
    }

    /** An executor ends a schedule at the first throwable, and keeps it in a future that nobody reads. */
    @Test
    void shouldNameAThrowableOfALookAndGoOnLooking() {
        var fails = new AtomicBoolean(true);
        var leaders = new Leaders(topics -> {
            if (fails.get()) {
                throw new NoClassDefFoundError("gone");
            }
            return Set.of();
        });
        try (var pulse = pulse(Duration.ofHours(1), leaders)) {
            await().untilAsserted(() -> assertThat(pulse.trouble(Set.of("a")))
                    .hasValueSatisfying(why ->
                            assertThat(why).contains("partition leaders").contains("NoClassDefFoundError: gone")));

            fails.set(false);
            await().until(() -> pulse.trouble(Set.of("a")).isEmpty());
        }
    }

    private BrokerPulse pulse(Duration silence) {
        return pulse(silence, new Leaders(topics -> Set.of()));
    }

    private BrokerPulse pulse(Duration silence, Leaders leaders) {
        return new BrokerPulse(
                "broker:9092",
                this::answer,
                leaders,
                new OpenTransactions(this::look, EVERY, System::nanoTime),
                () -> closed.set(true),
                EVERY,
                silence);
    }

    /** Until it is interrupted. */
    private Map<TopicPartition, Optional<Ends>> look(Set<String> topics) throws InterruptedException {
        looking.countDown();
        return new ArrayBlockingQueue<Map<TopicPartition, Optional<Ends>>>(1).take();
    }

    private String answer() {
        asked.incrementAndGet();
        if (answers.get()) {
            return "cluster";
        }
        throw new TimeoutException("nobody there");
    }
}
