package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AvroNamesTest {
    @Test
    void shouldLeaveValidNames() {
        assertThat(AvroNames.of(List.of("bikesFree", "_x", "a_1")))
                .allSatisfy((source, name) -> assertThat(name).isEqualTo(source));
    }

    @Test
    void shouldSpellOutWhatAvroCannotHave() {
        assertThat(AvroNames.of("start time")).isEqualTo("start_time");
        assertThat(AvroNames.of("Größe (m²)")).isEqualTo("Groesse_m");
        assertThat(AvroNames.of("Éxit-Code")).isEqualTo("Exit_Code");
        assertThat(AvroNames.of("2nd station")).isEqualTo("_2nd_station");
        assertThat(AvroNames.of("№")).isEqualTo("field");
    }

    @Test
    void shouldGiveEachColumnANameOfItsOwn() {
        assertThat(AvroNames.of(List.of("a b", "a_b", "a-b")).values()).containsExactly("a_b_2", "a_b", "a_b_3");
    }

    @Test
    void shouldMakeNamesOfPipelinesAndRecords() {
        assertThat(AvroNames.pipeline("Bike Stations")).isEqualTo("bike_stations");
        assertThat(AvroNames.pipeline("2026-demo")).isEqualTo("demo");
        assertThat(AvroNames.pipeline("42")).isEqualTo("events");
        assertThat(AvroNames.record("bike_stations")).isEqualTo("BikeStations");
    }

    @Test
    void shouldSplitNamesIntoWords() {
        assertThat(AvroNames.words("lastReportedAt")).containsExactly("last", "reported", "at");
        assertThat(AvroNames.words("Start time")).containsExactly("start", "time");
    }
}
