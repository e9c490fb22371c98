package io.sluicegate.drift.domain;

import java.time.Duration;
import java.util.Collection;

/**
 * When the merged window is reported: once every partition has passed its end plus the grace or has been silent for long enough, and
 * time itself has passed it, by at least one partition's watermark or by the clock on the wall. Without the second condition a lull in
 * the whole topic would close the window that is under way, and what comes after the lull would be late.
 *
 * <p>A partition that has not been heard of is not silent: silence is told by the task that reads the partition, so a
 * partition that waits for a new owner holds its windows open.
 */
public record ClosingRule(int partitions, Duration grace, Silence silence) {

    /** Whether the window can be reported. */
    public boolean closes(Window window, Collection<PartitionClock> clocks, long wallClock) {
        return clocks.size() >= partitions
                && clocks.stream().allMatch(clock -> passed(window, clock) || released(window, clock, wallClock))
                && (clocks.stream().anyMatch(clock -> passed(window, clock)) || window.over(wallClock, grace));
    }

    private boolean released(Window window, PartitionClock clock, long wallClock) {
        return silence.releases(window, clock.silentSince(), wallClock);
    }

    private boolean passed(Window window, PartitionClock clock) {
        return window.over(clock.watermark(), grace);
    }
}
