package io.sluicegate.drift.domain;

import java.time.Duration;

/**
 * In which windows the labels of one partition of the labels' topic count. It follows from the order of that partition alone, not from
 * the pace at which it is read. A label counts in the window in which it became known. Where that window is over when the label comes,
 * because others became known later and came before, it counts in the window that the partition has come to.
 */
public final class LabelTimes {
    private final Duration length;
    private final Duration grace;
    private final Duration lateness;
    private long watermark = Long.MIN_VALUE;

    /**
     * Where a label counts.
     *
     * @param time a time within its window
     * @param late whether it came later than labels may
     */
    public record Dated(long time, boolean late) {}

    /**
     * For one partition.
     *
     * @param lateness how long after it became known a label may come without being called late
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

    /** Where a label that comes now counts. */
    public Dated arrive(long knownAt) {
        watermark = Math.max(watermark, knownAt);
        return Window.containing(knownAt, length).over(watermark, grace)
                ? new Dated(watermark, watermark - knownAt > lateness.toMillis())
                : new Dated(knownAt, false);
    }

    /** The latest time that a label became known. */
    public long watermark() {
        return watermark;
    }

    /** The newest window that the partition has passed, by its number; it grows when one more is over. */
    public long passed() {
        return watermark == Long.MIN_VALUE
                ? Long.MIN_VALUE
                : Math.floorDiv(watermark - grace.toMillis(), length.toMillis());
    }
}
