package io.sluicegate.bench.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageRowTest {
    @Test
    void shouldCountByEventsWhereSeveralRecordsComeOfEach() {
        var row = new StageRow("drift-detector", "features and predictions", 2, new Progress.Pace(50_000, 25));

        assertThat(row.eventsPerSecond()).isEqualTo(25_000);
        assertThat(row.json()).containsEntry("recordsPerSecond", 50_000.0).containsEntry("eventsPerSecond", 25_000.0);
    }
}
