package io.sluicegate.fraud.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTableTest {
    private static final TrainingTable TABLE = table(row("c", 3), row("a", 1), row("d", 4), row("b", 2));

    @Test
    void shouldOrderRowsByEventTime() {
        assertThat(ids(TABLE)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void shouldSplitByTime() {
        assertThat(ids(TABLE.before(0.75))).containsExactly("a", "b", "c");
        assertThat(ids(TABLE.after(0.75))).containsExactly("d");
        assertThat(ids(TABLE.from(Instant.ofEpochSecond(3)))).containsExactly("c", "d");
    }

    @Test
    void shouldCountAnEventOnceWhenTablesOverlap() {
        assertThat(ids(TABLE.with(table(row("b", 2), row("e", 0))))).containsExactly("e", "a", "b", "c", "d");
    }

    private static TrainingTable table(TrainingRow... rows) {
        return new TrainingTable(new FeatureColumns(List.of("amount"), List.of()), List.of(rows));
    }

    private static TrainingRow row(String id, long second) {
        return new TrainingRow(id, Instant.ofEpochSecond(second), new double[] {second}, List.of(), false);
    }

    private static List<String> ids(TrainingTable table) {
        return table.rows().stream().map(TrainingRow::eventId).toList();
    }
}
