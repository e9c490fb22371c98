package io.sluicegate.drift.domain;

import io.sluicegate.records.OffsetRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counts of one window over all partitions of one topic. */
public final class MergedWindow {
    private final Window window;
    private final Map<Subject, Tally> tallies = new LinkedHashMap<>();
    private final List<OffsetRange> sources = new ArrayList<>();

    public MergedWindow(Window window) {
        this.window = window;
    }

    /** Adds what one partition has counted. */
    public void add(WindowCounts counts, String topic, int partition) {
        counts.tallies().forEach((subject, tally) -> tallies.computeIfAbsent(subject, any -> new Tally(tally.cells()))
                .merge(tally));
        if (counts.rows() > 0) {
            sources.add(new OffsetRange(topic, partition, counts.fromOffset(), counts.untilOffset()));
        }
    }

    public Window window() {
        return window;
    }

    public Map<Subject, Tally> tallies() {
        return tallies;
    }

    /** The records that were counted, a range each partition. */
    public List<OffsetRange> sources() {
        return sources;
    }

    /** Labels that became known in the window. */
    long labels() {
        var all = tallies.get(Subject.ALL_LABELS);
        return all == null ? 0 : all.rows();
    }

    /** Labels that found a prediction. */
    long joined() {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getKey().reported())
                .mapToLong(entry -> entry.getValue().rows())
                .sum();
    }
}
