package io.sluicegate.drift.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The counts of one partition for one window. */
public final class WindowCounts {
    private final Window window;
    private final Map<Subject, Tally> tallies = new LinkedHashMap<>();
    private final NavigableMap<Integer, Range> sources = new TreeMap<>();
    private long rows;

    /**
     * A range of offsets in one partition of the source topic.
     *
     * @param from first offset counted
     * @param until one past the last offset counted
     */
    public record Range(long from, long until) {
        Range and(Range other) {
            return new Range(Math.min(from, other.from), Math.max(until, other.until));
        }
    }

    /** Counts nothing yet. */
    public WindowCounts(Window window) {
        this(window, 0);
    }

    /** Continues from earlier counts. */
    public WindowCounts(Window window, long rows) {
        this.window = window;
        this.rows = rows;
    }

    /** Counts one row, once for all its subjects. */
    public void row(int partition, long offset) {
        put(partition, new Range(offset, offset + 1));
        rows++;
    }

    /** The subject's tally; a new one if the subject has none. */
    public Tally tally(Subject subject, int cells) {
        return tallies.computeIfAbsent(subject, any -> new Tally(cells));
    }

    /** Restores a tally. */
    public void put(Subject subject, Tally tally) {
        tallies.put(subject, tally);
    }

    /** Adds the offsets of counted rows. */
    public void put(int partition, Range range) {
        sources.merge(partition, range, Range::and);
    }

    /** Adds the other's counts, even if they belong to another window. */
    public void merge(WindowCounts other) {
        other.tallies.forEach((subject, tally) -> tally(subject, tally.cells()).merge(tally));
        other.sources.forEach(this::put);
        rows += other.rows;
    }

    /** The difference from an earlier state of these counts, with all present offsets. */
    public WindowCounts since(WindowCounts before) {
        var since = new WindowCounts(window, rows - before.rows);
        tallies.forEach((subject, tally) -> {
            var then = before.tallies.get(subject);
            since.put(subject, then == null ? tally : tally.since(then));
        });
        sources.forEach(since::put);
        return since;
    }

    public Window window() {
        return window;
    }

    public Map<Subject, Tally> tallies() {
        return tallies;
    }

    public long rows() {
        return rows;
    }

    /** The offsets from the first counted row to the last, one range for each partition. */
    public Map<Integer, Range> sources() {
        return sources;
    }
}
