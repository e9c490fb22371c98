package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;

/** How many of a model's rows are worked on or kept together: few of those that are large. */
final class RowLimit {
    private static final int FEWEST = 2;

    /** The most elements of all rows together, so that a file of rows with large vectors stays small. */
    private static final int MOST_ELEMENTS = 400_000;

    private RowLimit() {}

    /** So many rows, or fewer if each is large. */
    static int of(Manifest manifest, int rows) {
        var elements =
                manifest.features().stream().mapToLong(NeededFeature::elements).sum();
        return Math.min(rows, (int) Math.max(FEWEST, MOST_ELEMENTS / Math.max(1, elements)));
    }
}
