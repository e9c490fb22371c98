package io.sluicegate.fraud.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void shouldRunFasterThanTheWallClock() {
        var clock = new SimulatedClock(NOW.minus(Duration.ofDays(10)), NOW, 2400);

        assertThat(clock.at(NOW.plusSeconds(6)))
                .isEqualTo(NOW.minus(Duration.ofDays(10)).plus(Duration.ofHours(4)));
    }

    @Test
    void shouldNeverRunAheadOfTheWallClock() {
        var clock = new SimulatedClock(NOW.minus(Duration.ofHours(1)), NOW, 3600);

        assertThat(clock.at(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void shouldNotStartInTheFuture() {
        assertThatThrownBy(() -> new SimulatedClock(NOW.plusSeconds(1), NOW, 10))
                .hasMessageContaining("start earlier");
    }

    @Test
    void shouldNotRunSlowerThanTheWallClock() {
        assertThatThrownBy(() -> new SimulatedClock(NOW, NOW, 0.5)).hasMessageContaining("speed 0.5");
    }
}
