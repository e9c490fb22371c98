package io.sluicegate.drift.domain;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The open windows of one partition. A window is open until the partition's watermark reaches the window's end plus the grace. The
 * watermark is the highest event time of the rows counted, or, where several inputs are joined, the time that all have come to. It
 * never goes back, and the newest window always stays. A window that was dropped never opens again, though the grace may have become
 * longer: it would count from nothing, and replace what was counted before.
 *
 * <p>Windows that were begun with another length are taken back as they were, and close when they are over; new rows don't fall into
 * them.
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

    /** Takes back what an earlier run has counted. */
    public void restore(WindowCounts counts) {
        open.put(counts.window(), counts);
    }

    /**
     * Goes on from where an earlier run had come to.
     *
     * @param gone the end of the newest window that it had dropped
     */
    public void restore(PartitionClock then, long gone) {
        clock = clock.later(then);
        dropped = Math.max(dropped, gone);
    }

    /** The window of a row that comes now; empty when that window is over: the row is late. */
    public Optional<WindowCounts> arrive(long time) {
        clock = clock.active();
        advance(time);
        return at(time).or(this::missed);
    }

    /** Notes the time up to which all is there. */
    public void advance(long time) {
        clock = clock.seen(time);
    }

    /** The window that the time lies in; empty when it is over. */
    public Optional<WindowCounts> at(long time) {
        var window = Window.containing(time, length);
        return window.end() <= dropped || window.over(clock.watermark(), grace)
                ? Optional.empty()
                : Optional.of(opened(window));
    }

    /** The window that the time lies in, or, when it is over, the one that the partition has come to: the row is late. */
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

    /** Notes since when no row has come; {@link Silence#NEVER} if rows come. */
    public void silent(long since) {
        clock = clock.silent(since);
    }

    /** The newest window; empty before the first row. */
    public Optional<WindowCounts> newest() {
        return Optional.ofNullable(open.lastEntry()).map(entry -> entry.getValue());
    }

    /** The oldest window that is open; empty before the first row. */
    public Optional<Window> oldest() {
        return Optional.ofNullable(open.firstEntry()).map(entry -> entry.getKey());
    }

    /** All that is open or over but not yet dropped, oldest first. */
    public List<WindowCounts> held() {
        return List.copyOf(open.values());
    }

    /** Whether no more rows will be counted in it. */
    public boolean over(WindowCounts counts) {
        return counts.window().over(clock.watermark(), grace);
    }

    /** Forgets a window that is over. */
    public void drop(WindowCounts counts) {
        open.remove(counts.window());
        dropped = Math.max(dropped, counts.window().end());
    }

    /** The end of the newest window that was dropped; before all time where none was. */
    public long dropped() {
        return dropped;
    }

    public PartitionClock clock() {
        return clock;
    }
}
