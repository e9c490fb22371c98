package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionWindowsTest {
    private final PartitionWindows windows = new PartitionWindows(Duration.ofMillis(100), Duration.ofMillis(20));

    @Test
    void shouldTakeRowsOutOfOrderUntilTheGraceIsOver() {
        assertThat(windows.arrive(50))
                .hasValueSatisfying(it -> assertThat(it.window()).isEqualTo(new Window(0, 100)));
        assertThat(windows.arrive(119))
                .hasValueSatisfying(it -> assertThat(it.window()).isEqualTo(new Window(100, 200)));
        assertThat(windows.arrive(99)).isPresent();
        assertThat(windows.arrive(120)).isPresent();
        assertThat(windows.arrive(99)).isEmpty();
        assertThat(windows.clock()).isEqualTo(new PartitionClock(120, 1, Silence.NEVER));
    }

    @Test
    void shouldCountWhatIsLateWhereThePartitionHasComeTo() {
        windows.arrive(250);

        assertThat(windows.atOrNow(50).window()).isEqualTo(new Window(200, 300));
        assertThat(windows.atOrNow(310).window()).isEqualTo(new Window(300, 400));
        assertThat(windows.clock()).isEqualTo(new PartitionClock(250, 1, Silence.NEVER));
    }

    @Test
    void shouldEndWindowsOfAnotherLengthAsTheyWereBegun() {
        // given: begun when windows were longer
        windows.restore(new WindowCounts(new Window(0, 250)));
        windows.restore(new PartitionClock(180, 0, Silence.NEVER), Long.MIN_VALUE);

        // when
        windows.arrive(190);
        windows.arrive(260);

        // then
        assertThat(windows.held())
                .extracting(WindowCounts::window)
                .containsExactly(new Window(100, 200), new Window(0, 250), new Window(200, 300));
        windows.arrive(270);
        assertThat(windows.held().stream().filter(windows::over))
                .extracting(WindowCounts::window)
                .containsExactly(new Window(100, 200), new Window(0, 250));
    }

    @Test
    void shouldKeepTheNewestWindowAndDropWhatIsOver() {
        windows.arrive(50);
        windows.arrive(250);

        windows.held().stream().filter(windows::over).forEach(windows::drop);

        assertThat(windows.held()).extracting(WindowCounts::window).containsExactly(new Window(200, 300));
    }

    @Test
    void shouldGoOnWhereItStopped() {
        // given
        windows.arrive(250);
        windows.arrive(20);
        var restored = new PartitionWindows(Duration.ofMillis(100), Duration.ofMillis(20));

        // when
        windows.held().forEach(restored::restore);
        restored.restore(windows.clock(), windows.dropped());

        // then
        assertThat(restored.clock()).isEqualTo(windows.clock()).isEqualTo(new PartitionClock(250, 1, Silence.NEVER));
        assertThat(restored.arrive(119)).isEmpty();
        assertThat(restored.arrive(201)).hasValue(windows.newest().orElseThrow());
    }

    @Test
    void shouldAlignWindowsWithTheEpochBeforeItToo() {
        assertThat(Window.containing(-1, Duration.ofMillis(100))).isEqualTo(new Window(-100, 0));
    }
}
