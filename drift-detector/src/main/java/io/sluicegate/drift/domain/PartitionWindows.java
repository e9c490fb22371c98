package io.sluicegate.drift.domain;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The open windows of one partition. A window is open until the partition's watermark reaches the window's end plus the grace. The
 * watermark is the highest event time of the counted rows, or, with several joined inputs, the time that all of them have reached. The
 * watermark never goes back, and the newest window always stays. A dropped window never opens again, even if the grace becomes longer: it
 * would start from zero and replace the earlier counts.
 *
 * <p>Windows that were begun with another length are restored unchanged and close when they end; new rows don't fall into them.
 */
public final class PartitionWindows {
    private final Duration length;
    private final Duration grace;
    private final NavigableMap<Window, WindowCounts> open = new TreeMap<>();
    private PartitionClock clock = PartitionClock.START;
    private long dropped = Long.MIN_VALUE;

    public PartitionWindows(Duration length, Duration grace) {
        this.length = length;
        this.grace = grace;
    }

    /** Restores the counts of an earlier run. */
    public void restore(WindowCounts counts) {
        open.put(counts.window(), counts);
    }

    /**
     * Restores the progress of an earlier run.
     *
     * @param gone the end of the newest window that the earlier run had dropped
     */
    public void restore(PartitionClock then, long gone) {
        clock = clock.later(then);
        dropped = Math.max(dropped, gone);
    }

    /** The window of a row that arrives now; empty if that window is over, which makes the row late. */
    public Optional<WindowCounts> arrive(long time) {
        clock = clock.active();
        advance(time);
        return at(time).or(this::missed);
    }

    /** Advances the watermark. */
    public void advance(long time) {
        clock = clock.seen(time);
    }

    /** The window that contains the time; empty if the window is over. */
    public Optional<WindowCounts> at(long time) {
        var window = Window.containing(time, length);
        return window.end() <= dropped || window.over(clock.watermark(), grace)
                ? Optional.empty()
                : Optional.of(opened(window));
    }

    /** The window that contains the time, or, if that window is over, the current one; then the row is late. */
    public WindowCounts atOrNow(long time) {
        return at(time).orElseGet(() -> {
            clock = clock.missed();
            return opened(Window.containing(clock.watermark(), length));
        });
    }

    private WindowCounts opened(Window window) {
        return open.computeIfAbsent(window, WindowCounts::new);
    }

    /** Counts a late row. */
    public Optional<WindowCounts> missed() {
        clock = clock.missed();
        return Optional.empty();
    }

    /** Records since when no row has come; {@link Silence#NEVER} while rows come. */
    public void silent(long since) {
        clock = clock.silent(since);
    }

    /** The newest window; empty before the first row. */
    public Optional<WindowCounts> newest() {
        return Optional.ofNullable(open.lastEntry()).map(entry -> entry.getValue());
    }

    /** The oldest open window; empty before the first row. */
    public Optional<Window> oldest() {
        return Optional.ofNullable(open.firstEntry()).map(entry -> entry.getKey());
    }

    /** The windows that are open, or over but not yet dropped; oldest first. */
    public List<WindowCounts> held() {
        return List.copyOf(open.values());
    }

    /** Whether the window takes no more rows. */
    public boolean over(WindowCounts counts) {
        return counts.window().over(clock.watermark(), grace);
    }

    /** Forgets a window that is over. */
    public void drop(WindowCounts counts) {
        open.remove(counts.window());
        dropped = Math.max(dropped, counts.window().end());
    }

    /** The end of the newest dropped window; before all time if no window was dropped. */
    public long dropped() {
        return dropped;
    }

    public PartitionClock clock() {
        return clock;
    }
}
