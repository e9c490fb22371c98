package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class ThreadPaceTest {
    private static final Duration FLOOR = Duration.ofMillis(5);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(20);

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private long nanos = 77;
    private final ThreadPace pace = new ThreadPace(Optional.of(FLOOR), 2, INTERVAL, () -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void process(int records) {
        for (var i = 0; i < records; i++) {
            pace.processed(context);
        }
    }

    private boolean commits() {
        var asked = context.committed();
        context.resetCommit();
        return asked;
    }

    /** Polls and processes records, and lets the commit that follows take a time. */
    private void commitsThatTakes(Duration time) {
        pace.polling(POLL);
        pace.polled(1, 0);
        process(1);
        assertThat(commits()).isTrue();
        pass(time);
        pace.polling(POLL);
    }

    @Test
    void shouldAskOnceTheLastPolledRecordIsProcessed() {
        pace.polling(POLL);
        pace.polled(3, 0);

        process(2);
        assertThat(commits()).isFalse();
        process(1);
        assertThat(commits()).isTrue();
    }

    @Test
    void shouldAskAgainOnceTheFloorIsOver() {
        commitsThatTakes(Duration.ofMillis(2));
        pace.polled(1, 0);
        pass(Duration.ofMillis(4));
        process(1);
        assertThat(commits()).as("a millisecond too soon").isFalse();

        assertThat(pace.polling(POLL)).isEqualTo(Duration.ofMillis(1));
        var scheduled = context.scheduledPunctuators().get(0);
        assertThat(scheduled.getInterval()).isEqualTo(Duration.ofMillis(1));
        scheduled.getPunctuator().punctuate(0);
        assertThat(commits()).isTrue();
        assertThat(scheduled.cancelled()).isTrue();
        assertThat(pace.polling(POLL)).isEqualTo(POLL);
    }

    @Test
    void shouldScheduleTheRequestAMillisecondLaterAtLeast() {
        commitsThatTakes(Duration.ofMillis(2));
        pace.polled(1, 0);
        pass(FLOOR.minusNanos(1));
        process(1);

        assertThat(context.scheduledPunctuators()).singleElement().satisfies(it -> assertThat(it.getInterval())
                .isEqualTo(Duration.ofMillis(1)));
    }

    @Test
    void shouldCancelTheScheduledRequestWhenAnEarlierOneIsMade() {
        commitsThatTakes(Duration.ofMillis(2));
        pace.polled(1, 0);
        process(1);
        pass(FLOOR);
        pace.polled(1, 0);
        process(1);

        assertThat(commits()).isTrue();
        assertThat(context.scheduledPunctuators()).singleElement().satisfies(it -> assertThat(it.cancelled())
                .isTrue());
    }

    @Test
    void shouldLeaveATaskThatEndsWithoutRequest() {
        commitsThatTakes(Duration.ofMillis(2));
        pace.polled(1, 0);
        process(1);
        pace.forget();

        assertThat(context.scheduledPunctuators()).singleElement().satisfies(it -> assertThat(it.cancelled())
                .isTrue());
        assertThat(pace.polling(POLL)).isEqualTo(POLL);
    }

    @Test
    void shouldWaitLongerTheLongerACommitTakes() {
        commitsThatTakes(Duration.ofMillis(20));
        pace.polled(1, 0);
        pass(Duration.ofMillis(39));
        process(1);
        assertThat(commits()).isFalse();

        pass(Duration.ofMillis(1));
        pace.polled(1, 0);
        process(1);
        assertThat(commits()).isTrue();
    }

    @Test
    void shouldWaitNoLongerThanTheCommitInterval() {
        commitsThatTakes(Duration.ofSeconds(3));
        pass(INTERVAL);
        pace.polled(1, 0);
        process(1);

        assertThat(commits()).isTrue();
    }

    @Test
    void shouldWaitLongerTheMoreRecordsWait() {
        commitsThatTakes(Duration.ofMillis(2));
        pass(Duration.ofMillis(50));
        pace.polled(1_000, 1_000_000);
        process(1_000);
        assertThat(commits()).as("a backlog").isFalse();
        assertThat(context.scheduledPunctuators()).isEmpty();

        pace.polled(1_000, 100);
        process(1_000);
        assertThat(commits()).as("the end of a backlog").isTrue();
    }

    @Test
    void shouldLeaveABacklogToTheCommitInterval() {
        commitsThatTakes(Duration.ofMillis(2));
        pass(INTERVAL.multipliedBy(3));
        pace.polled(1_000, 1_000);
        process(1_000);

        assertThat(commits()).isFalse();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void shouldNotTakeAnEmptyPollForTheEndOfABacklog() {
        commitsThatTakes(Duration.ofMillis(2));
        pass(Duration.ofMillis(50));
        pace.polled(2, 1_000_000);
        process(1);
        pace.polled(0, 0);
        process(1);

        assertThat(commits()).isFalse();
    }

    @Test
    void shouldNeverAskWithoutFloor() {
        var none = CommitPace.in(Map.of()).ofThisThread();
        none.polled(1, 0);
        none.processed(context);

        assertThat(none.asks()).isFalse();
        assertThat(commits()).isFalse();
        assertThat(none.polling(POLL)).isEqualTo(POLL);
    }
}
