package io.sluicegate.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.testing.LogCapture;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ThreadWatchTest {
    private static final String ONE = "p-stream-scorer-a-StreamThread-1-consumer";

    private final ThreadWatch watch = new ThreadWatch(Duration.ofSeconds(20));

    private record Value(MetricName metricName, Object metricValue) implements Metric {}

    @Test
    void shouldSayOnceThatAThreadIsStuckAndThatItNoLongerIs() {
        try (var log = LogCapture.of(ThreadWatch.class)) {
            look(ONE, 20);
            assertThat(watch.readiness()).isEqualTo(Readiness.ready());

            look(ONE, 21);
            look(ONE, 22);
            assertThat(watch.readiness()).isInstanceOfSatisfying(Readiness.NotReady.class, it -> assertThat(it.reason())
                    .contains(ONE));

            look(ONE, 0);
            assertThat(watch.readiness()).isEqualTo(Readiness.ready());
            assertThat(log.messages())
                    .containsExactly(
                            "stream thread is stuck thread=\"" + ONE + "\" seconds=\"21\"",
                            "stream thread is no longer stuck thread=\"" + ONE + "\"");
        }
    }

    @Test
    void shouldHaveNothingAgainstConsumersThatPollOnlyNowAndThen() {
        look("p-stream-scorer-a-StreamThread-1-restore-consumer", 3_600);
        look("p-stream-scorer-a-global-consumer", 3_600);
        look(ONE, -1);

        assertThat(watch.readiness()).isEqualTo(Readiness.ready());
    }

    private void look(String client, double seconds) {
        var name = new MetricName("last-poll-seconds-ago", "consumer-metrics", "", Map.of("client-id", client));
        watch.look(Map.of(name, new Value(name, seconds)));
    }
}
