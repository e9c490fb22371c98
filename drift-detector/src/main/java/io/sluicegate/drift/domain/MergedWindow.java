package io.sluicegate.drift.domain;

import io.sluicegate.records.OffsetRange;
import java.util.List;
import java.util.Map;

/** The counts of one window over all partitions of one topic. */
public final class MergedWindow {
    private final Window window;
    private final String topic;
    private final WindowCounts all;

    public MergedWindow(Window window, String topic) {
        this.window = window;
        this.topic = topic;
        this.all = new WindowCounts(window);
    }

    /** Adds the counts of one partition. */
    public void add(WindowCounts counts) {
        all.merge(counts);
    }

    public Window window() {
        return window;
    }

    public Map<Subject, Tally> tallies() {
        return all.tallies();
    }

    /** The counted records, as one range for each partition. */
    public List<OffsetRange> sources() {
        return all.sources().entrySet().stream()
                .map(entry -> new OffsetRange(
                        topic,
                        entry.getKey(),
                        entry.getValue().from(),
                        entry.getValue().until()))
                .toList();
    }

    /** Labels that became known in the window. */
    long labels() {
        var labels = tallies().get(Subject.ALL_LABELS);
        return labels == null ? 0 : labels.rows();
    }

    /** Labels that found a prediction. */
    long joined() {
        return tallies().entrySet().stream()
                .filter(entry -> entry.getKey().reported())
                .mapToLong(entry -> entry.getValue().rows())
                .sum();
    }
}
