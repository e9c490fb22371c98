package io.sluicegate.bench.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void shouldLeaveOutTheStart() {
        var looks = List.of(
                new Progress(0, 0, 0),
                new Progress(5, 0, 3_000),
                new Progress(6, 200, 4_000),
                new Progress(7, 600, 4_400),
                new Progress(8, 1_000, 4_800),
                new Progress(9, 1_000, 4_900));

        var pace = Progress.Pace.of(looks);

        assertThat(pace.perSecond()).isEqualTo(400);
        assertThat(pace.cpuMicros()).isEqualTo(1_000);
    }

    @Test
    void shouldTakeWhatThereIsOfAShortOne() {
        var looks = List.of(new Progress(0, 0, 0), new Progress(2, 100, 10));

        assertThat(Progress.Pace.of(looks).perSecond()).isEqualTo(50);
    }
}
