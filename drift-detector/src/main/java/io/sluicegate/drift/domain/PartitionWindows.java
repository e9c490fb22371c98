package io.sluicegate.drift.domain;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The open windows of one partition. A window is open until the partition's watermark reaches the window's end plus the
 * grace. The watermark is the highest event time of the rows counted; where they are joined with rows of another topic, it
 * is held back by how far those have come, or what is read first would be late for want of its counterpart. It never goes
 * back, and the window that the newest row lies in always stays.
 */
public final class PartitionWindows {
    private final Duration length;
    private final Duration grace;
    private final NavigableMap<Long, WindowCounts> open = new TreeMap<>();
    private PartitionClock clock = PartitionClock.START;
    private long newestRow = Long.MIN_VALUE;
    private long counterpart = Long.MAX_VALUE;

    public PartitionWindows(Duration length, Duration grace) {
        this.length = length;
        this.grace = grace;
    }

    /** Takes back what an earlier run has counted. */
    public void restore(WindowCounts counts, PartitionClock then) {
        open.put(counts.window().start(), counts);
        clock = clock.later(then);
    }

    /** The window of a row that comes now; empty when that window is over: the row is late. */
    public Optional<WindowCounts> arrive(long time) {
        newestRow = Math.max(newestRow, time);
        clock = clock.active();
        advance();
        return counted(time);
    }

    /** Notes how far the topic has come that rows are joined with; {@code Long.MAX_VALUE} no longer waits for it. */
    public void counterpart(long time) {
        counterpart = time;
        advance();
    }

    private void advance() {
        clock = clock.seen(Math.min(newestRow, counterpart));
    }

    /** The window of something known earlier that can be counted only now; time does not move on. */
    public Optional<WindowCounts> catchUp(long time) {
        return counted(time);
    }

    private Optional<WindowCounts> counted(long time) {
        var window = Window.containing(time, length);
        if (window.over(clock.watermark(), grace)) {
            clock = clock.missed();
            return Optional.empty();
        }
        return Optional.of(open.computeIfAbsent(window.start(), start -> new WindowCounts(window)));
    }

    /** Notes that no row has come for the declared time. */
    public void idle() {
        clock = clock.idling();
    }

    /** The newest window; empty before the first row. */
    public Optional<WindowCounts> newest() {
        return Optional.ofNullable(open.lastEntry()).map(entry -> entry.getValue());
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
        open.remove(counts.window().start());
    }

    public PartitionClock clock() {
        return clock;
    }
}
