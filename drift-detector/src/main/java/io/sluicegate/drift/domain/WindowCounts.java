package io.sluicegate.drift.domain;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one partition has counted for one window. */
public final class WindowCounts {
    private final Window window;
    private final Map<Subject, Tally> tallies = new LinkedHashMap<>();
    private long rows;
    private long fromOffset;
    private long untilOffset;

    /** Counts nothing yet. */
    public WindowCounts(Window window) {
        this(window, 0, 0, 0);
    }

    /** Goes on from what has been counted. */
    public WindowCounts(Window window, long rows, long fromOffset, long untilOffset) {
        this.window = window;
        this.rows = rows;
        this.fromOffset = fromOffset;
        this.untilOffset = untilOffset;
    }

    /** Counts one row, however many subjects it counts for. */
    public void row(long offset) {
        fromOffset = rows == 0 ? offset : Math.min(fromOffset, offset);
        untilOffset = Math.max(untilOffset, offset + 1);
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

    public Window window() {
        return window;
    }

    public Map<Subject, Tally> tallies() {
        return tallies;
    }

    public long rows() {
        return rows;
    }

    /** First offset counted; meaningless without rows. */
    public long fromOffset() {
        return fromOffset;
    }

    /** One past the last offset counted. */
    public long untilOffset() {
        return untilOffset;
    }
}
