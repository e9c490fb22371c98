package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.drift.domain.LabelTimes.Dated;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LabelTimesTest {
    private final LabelTimes times =
            new LabelTimes(Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(1_000));

    @Test
    void shouldCountALabelWhenItBecameKnownUntilThatWindowIsOver() {
        assertThat(times.arrive(50)).isEqualTo(new Dated(50, false));
        assertThat(times.arrive(119)).isEqualTo(new Dated(119, false));
        assertThat(times.arrive(60)).isEqualTo(new Dated(60, false));
    }

    @Test
    void shouldCountALabelOfANightlyFileWhereThePartitionHasComeToAndNotCallItLate() {
        times.arrive(950);

        assertThat(times.arrive(50)).isEqualTo(new Dated(950, false));
    }

    @Test
    void shouldCallALabelLateThatComesLaterThanLabelsMay() {
        times.arrive(1_950);

        assertThat(times.arrive(950)).isEqualTo(new Dated(1_950, false));
        assertThat(times.arrive(949)).isEqualTo(new Dated(1_950, true));
    }

    @Test
    void shouldTellWhenOneMoreWindowIsOver() {
        times.arrive(119);
        var before = times.passed();

        times.arrive(120);
        assertThat(times.passed()).isEqualTo(before + 1);
        times.arrive(219);
        assertThat(times.passed()).isEqualTo(before + 1);
    }
}
