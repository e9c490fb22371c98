package io.sluicegate.drift.domain;

import java.time.Duration;

/**
 * Assigns the labels of one partition of the labels' topic to windows. The assignment depends only on the order of that partition, not on
 * the pace of reading. A label counts in the window in which it became known. If that window is over, because labels that became known
 * later arrived earlier, the label counts in the partition's current window.
 */
public final class LabelTimes {
    private final Duration length;
    private final Duration grace;
    private final Duration lateness;
    private long watermark = Long.MIN_VALUE;

    /**
     * The window of a label.
     *
     * @param time a time within its window
     * @param late whether the label is late
     */
    public record Dated(long time, boolean late) {}

    /**
     * For one partition.
     *
     * @param lateness how long after becoming known a label may arrive without being late
     */
    public LabelTimes(Duration length, Duration grace, Duration lateness) {
        this.length = length;
        this.grace = grace;
        this.lateness = lateness;
    }

    /** Goes on where an earlier run stopped. */
    public void restore(long watermark) {
        this.watermark = watermark;
    }

    /** The window of a label that arrives now. */
    public Dated arrive(long knownAt) {
        watermark = Math.max(watermark, knownAt);
        return Window.containing(knownAt, length).over(watermark, grace)
                ? new Dated(watermark, watermark - knownAt > lateness.toMillis())
                : new Dated(knownAt, false);
    }

    /** The latest time at which a label became known. */
    public long watermark() {
        return watermark;
    }

    /** The number of the newest window that the partition has passed; it grows with each window that ends. */
    public long passed() {
        return watermark == Long.MIN_VALUE
                ? Long.MIN_VALUE
                : Math.floorDiv(watermark - grace.toMillis(), length.toMillis());
    }
}
