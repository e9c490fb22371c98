package io.sluicegate.fraud.training;

import java.util.List;

/**
 * A string feature as numbers: one column for each value of the training rows, which is 1 in the rows that have the value and 0 in all
 * others. So a value that no training row has is 0 in each column.
 */
record OneHot(String feature, List<String> values) {
    OneHot {
        values = List.copyOf(values);
    }

    /** The encoding of a table's text by its place. */
    static OneHot of(TrainingTable table, int place) {
        var values = table.rows().stream()
                .map(row -> row.texts().get(place))
                .filter(value -> !value.equals(TrainingRow.NO_TEXT))
                .distinct()
                .sorted()
                .toList();
        return new OneHot(table.columns().texts().get(place), values);
    }

    /** The names of the columns. */
    List<String> columns() {
        return values.stream().map(value -> feature + "=" + value).toList();
    }

    /** Puts a value's columns into a row, which holds zeros, and returns the place after them. */
    int put(String value, double[] row, int from) {
        int place = values.indexOf(value);
        if (place >= 0) {
            row[from + place] = 1;
        }
        return from + values.size();
    }
}
