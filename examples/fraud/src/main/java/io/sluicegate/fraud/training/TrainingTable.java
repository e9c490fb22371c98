package io.sluicegate.fraud.training;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Rows of features and truth, in the order of event time. */
public record TrainingTable(FeatureColumns columns, List<TrainingRow> rows) {
    public TrainingTable {
        rows = rows.stream()
                .sorted(Comparator.comparing(TrainingRow::eventTime).thenComparing(TrainingRow::eventId))
                .toList();
    }

    public int size() {
        return rows.size();
    }

    public long positives() {
        return rows.stream().filter(TrainingRow::fraud).count();
    }

    /** The earliest share of the rows. */
    public TrainingTable before(double share) {
        return new TrainingTable(columns, rows.subList(0, cut(share)));
    }

    /** The rows after the earliest share. */
    public TrainingTable after(double share) {
        return new TrainingTable(columns, rows.subList(cut(share), size()));
    }

    /** The rows from a time on. */
    public TrainingTable from(Instant time) {
        return new TrainingTable(
                columns,
                rows.stream().filter(row -> !row.eventTime().isBefore(time)).toList());
    }

    /** Both tables' rows, each event once. */
    public TrainingTable with(TrainingTable other) {
        var all = new LinkedHashMap<String, TrainingRow>();
        rows.forEach(row -> all.put(row.eventId(), row));
        other.rows.forEach(row -> all.put(row.eventId(), row));
        return new TrainingTable(columns, List.copyOf(all.values()));
    }

    private int cut(double share) {
        return (int) (size() * share);
    }
}
