package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.demo.Switch.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchTest {
    private static final Instant COMMAND = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldShowTheLastOfTheOldAndTheFirstOfTheNew() {
        var switched =
                Switch.of(List.of(seen(0, 7, 8, 10), seen(0, 8, 8, 20), seen(0, 9, 9, 80), seen(0, 10, 9, 90)), 8, 9);

        assertThat(switched.isClean()).isTrue();
        assertThat(switched.partitions().get(0).lastOfOld()).isEqualTo(8);
        assertThat(switched.partitions().get(0).firstOfNew()).isEqualTo(9);
        assertThat(switched.effectAfter(COMMAND)).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void shouldTakeTheSlowestPartition() {
        var switched = Switch.of(List.of(seen(0, 1, 9, 80), seen(1, 1, 9, 300)), 8, 9);

        assertThat(switched.effectAfter(COMMAND)).isEqualTo(Duration.ofMillis(300));
        assertThat(switched.partitions().get(1).lastOfOld()).isEqualTo(-1);
    }

    @Test
    void shouldSeeAnOldRevisionAfterTheNew() {
        var switched = Switch.of(List.of(seen(0, 1, 8, 10), seen(0, 2, 9, 20), seen(0, 3, 8, 30)), 8, 9);

        assertThat(switched.isClean()).isFalse();
    }

    private static Seen seen(int partition, long offset, long revision, long millis) {
        return new Seen(partition, offset, revision, COMMAND.plusMillis(millis));
    }
}
