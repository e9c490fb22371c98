package io.sluicegate.drift.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What one partition has counted for one window. */
public final class WindowCounts {
    private final Window window;
    private final Map<Subject, Tally> tallies = new LinkedHashMap<>();
    private final NavigableMap<Integer, Range> sources = new TreeMap<>();
    private long rows;

    /**
     * Offsets of one partition of the topic that rows come from.
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

    /** Goes on from what has been counted. */
    public WindowCounts(Window window, long rows) {
        this.window = window;
        this.rows = rows;
    }

    /** Counts one row, however many subjects it counts for. */
    public void row(int partition, long offset) {
        put(partition, new Range(offset, offset + 1));
        rows++;
    }

    /** The subject's tally, new where there is none. */
    public Tally tally(Subject subject, int cells) {
        return tallies.computeIfAbsent(subject, any -> new Tally(cells));
    }

    /** Takes over a tally as it was. */
    public void put(Subject subject, Tally tally) {
        tallies.put(subject, tally);
    }

    /** Adds offsets of which rows were counted. */
    public void put(int partition, Range range) {
        sources.merge(partition, range, Range::and);
    }

    /** Adds all that another has counted, whatever its window. */
    public void merge(WindowCounts other) {
        other.tallies.forEach((subject, tally) -> tally(subject, tally.cells()).merge(tally));
        other.sources.forEach(this::put);
        rows += other.rows;
    }

    /** What has been counted since an earlier state of it, with all of its offsets. */
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

    /** Offsets from the first row counted to the last, a range each partition. */
    public Map<Integer, Range> sources() {
        return sources;
    }
}
