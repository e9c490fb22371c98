package io.sluicegate.launcher.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant SIX = Instant.parse("2026-11-27T18:00:00Z");

    @Test
    void shouldReadWhatPeopleAndProgramsWrite() {
        var texts = List.of(
                "2026-11-27T18:00:00Z",
                "2026-11-27t18:00z",
                "2026-11-27 18:00",
                "2026-11-27 18:00:00.000",
                "2026-11-27 18:00:00 UTC",
                "2026-11-27T19:00:00+01:00",
                "2026-11-27T19:00:00+0100",
                "2026-11-27 13:30:00-04:30",
                " 2026-11-27T20:00:00+02 ");

        assertThat(texts).allSatisfy(it -> assertThat(Times.parse(it)).contains(SIX));
        assertThat(Times.parse("2026-11-27")).contains(Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(Times.parse("2026-11-27T18:00:00.123456789Z")).contains(SIX.plusNanos(123_456_789));
    }

    @Test
    void shouldReadNothingElse() {
        assertThat(List.of(
                        "",
                        "noon",
                        "2026-02-30",
                        "27.11.2026",
                        "2026-11-27T25:00",
                        "1764266400",
                        "2026-11-27 18:00 CET"))
                .allSatisfy(it -> assertThat(Times.parse(it)).isEmpty());
    }
}
