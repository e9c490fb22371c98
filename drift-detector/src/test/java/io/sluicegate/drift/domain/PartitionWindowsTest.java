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
        assertThat(windows.clock()).isEqualTo(new PartitionClock(120, 1, false));
    }

    @Test
    void shouldNotMoveOnWithWhatCatchesUp() {
        windows.arrive(50);

        assertThat(windows.catchUp(300)).isPresent();
        assertThat(windows.clock().watermark()).isEqualTo(50);
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
        windows.held().forEach(counts -> restored.restore(counts, windows.clock()));

        // then
        assertThat(restored.clock()).isEqualTo(windows.clock()).isEqualTo(new PartitionClock(250, 1, false));
        assertThat(restored.arrive(119)).isEmpty();
        assertThat(restored.arrive(201)).hasValue(windows.newest().orElseThrow());
    }

    @Test
    void shouldHoldWindowsOpenForTheCounterpartAndNeverGoBack() {
        // given
        windows.counterpart(Long.MIN_VALUE);
        windows.arrive(50);
        windows.arrive(500);
        assertThat(windows.catchUp(50)).isPresent();

        // when
        windows.counterpart(110);
        assertThat(windows.catchUp(50)).isPresent();
        windows.counterpart(130);
        assertThat(windows.catchUp(50)).isEmpty();

        // then
        windows.counterpart(Long.MAX_VALUE);
        assertThat(windows.clock().watermark()).isEqualTo(500);
        windows.counterpart(140);
        assertThat(windows.clock().watermark()).isEqualTo(500);
    }

    @Test
    void shouldAlignWindowsWithTheEpochBeforeItToo() {
        assertThat(Window.containing(-1, Duration.ofMillis(100))).isEqualTo(new Window(-100, 0));
    }
}
