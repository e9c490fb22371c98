package io.sluicegate.drift.domain;

import java.time.Duration;

/**
 * The rule for how long, by the wall clock, an input must be silent until a window no longer waits for it.
 *
 * <p>A window is due at its end plus the grace. If it is due about now, it waits for {@code shortest}: a reader of live traffic would
 * have seen a row by then. If it was due long before the silence began, it belongs to a replay, and the silent input may still deliver
 * its rows. Such a window waits for as long as it was overdue when the silence began, and for {@code longest} at most. So the windows of
 * a replay don't depend on the relative pace of partitions, unless a partition pauses for longer than that.
 */
public record Silence(Duration grace, Duration shortest, Duration longest) {
    /** The start of silence of an input that isn't silent. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether the window no longer waits for an input that is silent since then. */
    public boolean releases(Window window, long since, long now) {
        return since != NEVER && now - since >= needed(since - window.end() - grace.toMillis());
    }

    /** Whether an input without a row since then counts as silent. */
    public boolean begins(long since, long now) {
        return now - since >= shortest.toMillis();
    }

    private long needed(long age) {
        return Math.max(shortest.toMillis(), Math.min(age, longest.toMillis()));
    }
}
