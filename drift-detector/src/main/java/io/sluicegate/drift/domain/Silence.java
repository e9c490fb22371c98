package io.sluicegate.drift.domain;

import java.time.Duration;

/**
 * How long an input must have been silent, by the clock on the wall, until a window no longer waits for it.
 *
 * <p>A window that is due about now, at its end plus the grace, waits for {@code shortest}: whoever reads live traffic would have seen a row by then. A window that
 * was due long before the silence began is part of a replay, in which an input that is silent now may still come with its rows. It waits
 * for as long as it was overdue when the silence began, and for {@code longest} at most. So the windows of a replay don't depend on the
 * pace at which partitions come, as long as none pauses for longer than that.
 */
public record Silence(Duration grace, Duration shortest, Duration longest) {
    /** Since when an input is silent that isn't. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether the window no longer waits for an input that has been silent since then. */
    public boolean releases(Window window, long since, long now) {
        return since != NEVER && now - since >= needed(since - window.end() - grace.toMillis());
    }

    /** Whether an input without a row since then is silent at all. */
    public boolean begins(long since, long now) {
        return now - since >= shortest.toMillis();
    }

    private long needed(long age) {
        return Math.max(shortest.toMillis(), Math.min(age, longest.toMillis()));
    }
}
