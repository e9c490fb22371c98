package io.sluicegate.drift.domain;

import java.time.Duration;
import java.util.Collection;

/**
 * The rule that closes a merged window. A window closes once every partition has passed its end plus the grace or has been silent for
 * long enough, and time has also passed that point, by at least one partition's watermark or by the wall clock. Without the second
 * condition a lull in the whole topic would close the current window, and rows after the lull would be late.
 *
 * <p>A partition without any report isn't silent. The task that reads a partition reports its silence, so a partition that waits for a
 * new owner keeps its windows open.
 */
public record ClosingRule(int partitions, Duration grace, Silence silence) {

    /** Whether the window closes now. */
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
