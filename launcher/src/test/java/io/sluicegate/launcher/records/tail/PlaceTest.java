package io.sluicegate.launcher.records.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.command.CommandFailed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final Instant NOW = Instant.parse("2026-11-27T18:00:00Z");

    @Test
    void shouldReadWhatPeopleCallAPlace() {
        assertThat(place("beginning")).isEqualTo(new Place.Beginning());
        assertThat(place("end")).isEqualTo(new Place.End());
        assertThat(place("-10m")).isEqualTo(new Place.At(Instant.parse("2026-11-27T17:50:00Z")));
        assertThat(place("-2d")).isEqualTo(new Place.At(Instant.parse("2026-11-25T18:00:00Z")));
        assertThat(place("2026-11-27 12:00")).isEqualTo(new Place.At(Instant.parse("2026-11-27T12:00:00Z")));
        assertThat(place("1234")).isEqualTo(new Place.AtOffset(1_234));
        assertThat(place("2:1234")).isEqualTo(new Place.InPartition(2, 1_234));
    }

    @Test
    void shouldSayWhatAPlaceIs() {
        assertThat(List.of("yesterday", "-10", "10m", "1:2:3", "")).allSatisfy(it -> assertThatThrownBy(() -> place(it))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--from " + it)
                .hasMessageContaining("PARTITION:OFFSET"));
    }

    private static Place place(String text) {
        return Place.parse("--from", text, NOW);
    }
}
