package io.sluicegate.drift.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The progress of merging one topic's windows. Windows close in order, each once. */
public final class TopicProgress {
    private final Map<Integer, PartitionClock> clocks = new HashMap<>();
    private final NavigableSet<Window> open = new TreeSet<>();
    private Closed closed;

    /**
     * The windows and late rows reported so far.
     *
     * @param until end of the newest window that was closed
     * @param untilStart start of the newest window that was closed
     * @param late rows that arrived for a closed window and that no partition counted as late itself
     * @param lateReported late rows of both kinds that reports include so far
     */
    public record Closed(long until, long untilStart, long late, long lateReported) {
        /** Nothing yet. */
        public static final Closed NOTHING = new Closed(Long.MIN_VALUE, Long.MIN_VALUE, 0, 0);

        private Closed late(long rows) {
            return new Closed(until, untilStart, late + rows, lateReported);
        }

        private Closed with(Window window, long reported) {
            return covers(window)
                    ? new Closed(until, untilStart, late, reported)
                    : new Closed(window.end(), window.start(), late, reported);
        }

        private boolean covers(Window window) {
            return window.end() < until || (window.end() == until && window.start() <= untilStart);
        }
    }

    public TopicProgress(Closed closed) {
        this.closed = closed;
    }

    /** Records a partition's progress. */
    public void heard(int partition, PartitionClock clock) {
        clocks.put(partition, clock);
    }

    /** Records that a window has counts. */
    public void opened(Window window) {
        open.add(window);
    }

    /** Whether the window was reported, or was skipped for lack of rows. */
    public boolean isClosed(Window window) {
        return closed.covers(window);
    }

    /** Counts rows that arrived for a closed window. */
    public void late(long rows) {
        closed = closed.late(rows);
    }

    /** The oldest open window, if the rule closes it now. */
    public Optional<Window> due(ClosingRule rule, long wallClock) {
        return open.stream().findFirst().filter(window -> rule.closes(window, clocks.values(), wallClock));
    }

    /** Closes the window. Returns the late rows that no report includes yet. */
    public long close(Window window) {
        open.remove(window);
        var late = closed.late()
                + clocks.values().stream().mapToLong(PartitionClock::late).sum();
        var news = late - closed.lateReported();
        closed = closed.with(window, late);
        return news;
    }

    /** Whether the partition has finished the window. */
    public boolean passed(int partition, Window window, ClosingRule rule) {
        var clock = clocks.get(partition);
        return clock != null && window.over(clock.watermark(), rule.grace());
    }

    public Closed closed() {
        return closed;
    }

    public Collection<Window> open() {
        return open;
    }
}
