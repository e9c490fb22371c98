package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.drift.domain.TopicProgress.Closed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicProgressTest {
    private static final Window FIRST = new Window(0, 100);
    private static final Window SECOND = new Window(100, 200);
    private static final ClosingRule RULE = new ClosingRule(
            2,
            Duration.ofMillis(20),
            new Silence(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(1_000)));

    private final TopicProgress progress = new TopicProgress(Closed.NOTHING);

    @Test
    void shouldCloseWhenEveryPartitionHasPassed() {
        progress.opened(FIRST);
        progress.heard(0, at(500));
        assertThat(progress.due(RULE, 0)).isEmpty();

        progress.heard(1, at(119));
        assertThat(progress.due(RULE, 0)).isEmpty();

        progress.heard(1, at(120));
        assertThat(progress.due(RULE, 0)).contains(FIRST);
    }

    @Test
    void shouldNotWaitForAnIdlePartition() {
        progress.opened(FIRST);
        progress.heard(0, at(500));
        progress.heard(1, idleAt(30));

        assertThat(progress.due(RULE, 109)).isEmpty();
        assertThat(progress.due(RULE, 110)).contains(FIRST);
    }

    @Test
    void shouldWaitForASilentPartitionForAsLongAsTheWindowWasOverdueWhenItsSilenceBegan() {
        progress.opened(FIRST);
        progress.heard(0, at(500));
        progress.heard(1, new PartitionClock(30, 0, 420));

        assertThat(progress.due(RULE, 719)).isEmpty();
        assertThat(progress.due(RULE, 720)).contains(FIRST);
    }

    @Test
    void shouldNotWaitLongerForASilentPartitionThanDeclared() {
        progress.opened(FIRST);
        progress.heard(0, at(500));
        progress.heard(1, new PartitionClock(30, 0, 1_000_000));

        assertThat(progress.due(RULE, 1_000_999)).isEmpty();
        assertThat(progress.due(RULE, 1_001_000)).contains(FIRST);
    }

    @Test
    void shouldCloseEachOfTwoWindowsThatEndTogether() {
        var longer = new Window(50, 200);
        progress.opened(SECOND);
        progress.opened(longer);
        progress.heard(0, at(500));
        progress.heard(1, at(500));

        progress.close(progress.due(RULE, 0).orElseThrow());
        assertThat(progress.isClosed(longer)).isTrue();
        assertThat(progress.isClosed(SECOND)).isFalse();
        assertThat(progress.due(RULE, 0)).contains(SECOND);
    }

    @Test
    void shouldLeaveTheWindowOpenInALullUntilTheClockHasPassedIt() {
        progress.opened(FIRST);
        progress.heard(0, idleAt(70));
        progress.heard(1, idleAt(30));

        assertThat(progress.due(RULE, 119)).isEmpty();
        assertThat(progress.due(RULE, 120)).contains(FIRST);
    }

    @Test
    void shouldCloseInOrderAndOnce() {
        progress.opened(SECOND);
        progress.opened(FIRST);
        progress.heard(0, at(500));
        progress.heard(1, at(500));

        progress.close(progress.due(RULE, 0).orElseThrow());
        assertThat(progress.isClosed(FIRST)).isTrue();
        assertThat(progress.due(RULE, 0)).contains(SECOND);

        progress.close(SECOND);
        assertThat(progress.due(RULE, 0)).isEmpty();
    }

    @Test
    void shouldTellOfLateRowsOnce() {
        progress.heard(0, new PartitionClock(500, 3, Silence.NEVER));
        progress.opened(FIRST);
        progress.opened(SECOND);
        progress.late(2);

        assertThat(progress.close(FIRST)).isEqualTo(5);
        progress.heard(0, new PartitionClock(500, 4, Silence.NEVER));
        assertThat(progress.close(SECOND)).isEqualTo(1);
    }

    private static PartitionClock at(long watermark) {
        return new PartitionClock(watermark, 0, Silence.NEVER);
    }

    private static PartitionClock idleAt(long watermark) {
        return new PartitionClock(watermark, 0, 100);
    }
}
