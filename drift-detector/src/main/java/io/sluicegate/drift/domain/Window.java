package io.sluicegate.drift.domain;

import java.time.Duration;
import java.util.Comparator;

/**
 * A stretch of event time.
 *
 * @param start inclusive, milliseconds since the epoch
 * @param end exclusive, milliseconds since the epoch
 */
public record Window(long start, long end) implements Comparable<Window> {
    private static final Comparator<Window> ORDER =
            Comparator.comparingLong(Window::end).thenComparingLong(Window::start);

    public Window {
        if (start >= end) {
            throw new IllegalArgumentException("window from " + start + " to " + end + " holds no time");
        }
    }

    /** The tumbling window of this length, aligned with the epoch, that contains the time. */
    public static Window containing(long time, Duration length) {
        var start = Math.floorDiv(time, length.toMillis()) * length.toMillis();
        return new Window(start, start + length.toMillis());
    }

    /** Orders windows by end, then by start, because windows of two lengths may end together. */
    @Override
    public int compareTo(Window other) {
        return ORDER.compare(this, other);
    }

    /** Whether a partition that has seen this event time takes no more rows for the window. */
    public boolean over(long watermark, Duration grace) {
        return watermark >= end + grace.toMillis();
    }
}
