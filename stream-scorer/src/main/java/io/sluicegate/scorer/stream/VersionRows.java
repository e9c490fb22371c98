package io.sluicegate.scorer.stream;

import java.util.ArrayList;
import java.util.List;

/** The rows of a batch that one version scores. */
record VersionRows(VersionRunner runner, List<OpenRow> rows) {
    VersionRows(VersionRunner runner) {
        this(runner, new ArrayList<>());
    }

    void add(OpenRow row) {
        rows.add(row);
    }
}
