package io.sluicegate.launcher.seeing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-03-01T11:58:30Z",
        "15m, 2026-03-01T11:45:00Z",
        "2h, 2026-03-01T10:00:00Z",
        "3d, 2026-02-26T12:00:00Z",
        "2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z",
        "2026-02-01T01:00:00+01:00, 2026-02-01T00:00:00Z",
        "2026-02-01, 2026-02-01T00:00:00Z",
    })
    void shouldTakeTimesAndHowLongAgo(String text, Instant time) {
        assertThat(Moment.parse(text, NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2 h", "12:00", "2026-13-01", "-1h", "99999999999s"})
    void shouldTakeNothingElse(String text) {
        assertThat(Moment.parse(text, NOW)).isEmpty();
    }

    @Test
    void shouldTakeLengths() {
        assertThat(Moment.duration("5m")).contains(Duration.ofMinutes(5));
        assertThat(Moment.duration("5")).isEmpty();
    }
}
