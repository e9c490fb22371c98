package io.sluicegate.launcher.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The rows that can't be sent. The first of them are named one by one; of the others, each kind of mistake is counted. */
final class SkippedRows {
    private static final int NAMED = 20;

    private final String file;
    private final Consumer<String> errors;
    private final Map<String, Long> others = new LinkedHashMap<>();
    private long count;

    SkippedRows(String file, Consumer<String> errors) {
        this.file = file;
        this.errors = errors;
    }

    /**
     * Notes a row.
     *
     * @param kind what all rows with the same mistake have in common
     * @param why the mistake of this row
     */
    synchronized void add(long line, String kind, String why) {
        count++;
        if (count <= NAMED) {
            errors.accept(file + ":" + line + ": " + why);
        } else {
            others.merge(kind, 1L, Long::sum);
        }
    }

    synchronized long count() {
        return count;
    }

    /** Reports the rows that weren't named. */
    synchronized void reportOthers() {
        others.forEach((kind, rows) -> errors.accept(file + ": " + rows + " more: " + kind));
    }
}
