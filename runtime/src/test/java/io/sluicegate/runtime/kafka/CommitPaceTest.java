package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static boolean asks(Guarantee guarantee, Latency latency, Map<String, String> properties) {
        var kafka = new KafkaSettings("kafka:9092", "mock://any", guarantee, latency, (short) 1, properties);
        var carried = Map.of(CommitPace.PROPERTY, CommitPace.of(kafka));
        return CommitPace.in(carried).ofThisThread().asks();
    }

    @Test
    void shouldAskUnderExactlyOnceWhereLatencyMatters() {
        assertThat(asks(Guarantee.EXACTLY_ONCE, Latency.LOW, Map.of())).isTrue();
        assertThat(asks(Guarantee.EXACTLY_ONCE, Latency.BALANCED, Map.of())).isTrue();
        assertThat(asks(Guarantee.EXACTLY_ONCE, Latency.THROUGHPUT, Map.of())).isFalse();
        assertThat(asks(Guarantee.AT_LEAST_ONCE, Latency.LOW, Map.of())).isFalse();
    }

    @Test
    void shouldAskForAStageWhoseRecordsAreAwaitedWhateverTheSettings() {
        assertThat(CommitPace.prompt().ofThisThread().asks()).isTrue();
    }

    @Test
    void shouldLeaveAnIntervalAloneThatIsShorterThanTheFloor() {
        assertThat(asks(Guarantee.EXACTLY_ONCE, Latency.LOW, Map.of("commit.interval.ms", "4")))
                .isFalse();
        assertThat(asks(Guarantee.EXACTLY_ONCE, Latency.LOW, Map.of("commit.interval.ms", "50")))
                .isTrue();
    }

    @Test
    void shouldLeaveABadIntervalToKafkaStreams() {
        assertThat(asks(Guarantee.EXACTLY_ONCE, Latency.LOW, Map.of("commit.interval.ms", "soon")))
                .isTrue();
    }

    @Test
    void shouldHaveAPaceForEachThread() throws InterruptedException {
        var kafka =
                new KafkaSettings("kafka:9092", "mock://any", Guarantee.EXACTLY_ONCE, Latency.LOW, (short) 1, Map.of());
        var pace = CommitPace.of(kafka);
        var others = new ThreadPace[1];
        var other = new Thread(() -> others[0] = pace.ofThisThread());
        other.start();
        other.join();

        assertThat(others[0]).isNotSameAs(pace.ofThisThread());
        assertThat(pace.ofThisThread()).isSameAs(pace.ofThisThread());
    }
}
