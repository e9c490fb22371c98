package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeFormTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void shouldKnowWhetherATextSaysItsZone() {
        assertThat(TimeForm.hasZone("2026-01-02T03:04:05Z")).isTrue();
        assertThat(TimeForm.hasZone("2026-01-02T04:04:05+01:00")).isTrue();
        assertThat(TimeForm.hasZone("2026-01-02 03:04:05 UTC")).isTrue();
        assertThat(TimeForm.hasZone("2026-01-02 03:04:05.5")).isFalse();
        assertThat(TimeForm.hasZone("2026-01-02T03:04")).isFalse();
        assertThat(TimeForm.hasZone("2026-01-02")).isFalse();
    }

    @Test
    void shouldKnowNumbersOfThisCentury() {
        assertThat(TimeForm.ofNumber(TIME.getEpochSecond())).contains(TimeForm.EPOCH_SECONDS);
        assertThat(TimeForm.ofNumber(TIME.toEpochMilli())).contains(TimeForm.EPOCH_MILLIS);
        assertThat(TimeForm.ofNumber(42)).isEmpty();
    }
}
