package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatientClockTest {
    private static final Instant START = Instant.parse("2024-09-18T00:00:00Z");

    private Instant wall = START;
    private final PatientClock clock = new PatientClock(() -> wall);

    @Test
    void shouldGoWithTheWallClock() {
        pass(5);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        assertThat(clock.isStanding()).isFalse();
    }

    @Test
    void shouldStandStillAndGoOnFromThere() {
        pass(5);
        clock.stand(true);
        pass(7);
        clock.stand(true);
        pass(3);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        assertThat(clock.isStanding()).isTrue();

        clock.stand(false);
        clock.stand(false);
        pass(2);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));

        clock.stand(true);
        pass(100);
        clock.stand(false);
        pass(1);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(8));
    }

    @Test
    void shouldGoOnAtAnotherPace() {
        pass(4);
        clock.go(0.25);
        pass(4);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));

        clock.stand(true);
        pass(100);
        clock.stand(false);
        pass(8);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));

        clock.go(1);
        pass(3);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
    }

    private void pass(int seconds) {
        wall = wall.plus(Duration.ofSeconds(seconds));
    }
}
