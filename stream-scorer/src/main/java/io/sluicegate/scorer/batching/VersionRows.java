package io.sluicegate.scorer.batching;

import io.sluicegate.scorer.predictions.RoutedRow;
import java.util.ArrayList;
import java.util.List;

/** The rows of a batch that one version scores. */
record VersionRows(VersionRunner runner, List<RoutedRow> rows) {
    VersionRows(VersionRunner runner) {
        this(runner, new ArrayList<>());
    }

    void add(RoutedRow row) {
        rows.add(row);
    }
}
