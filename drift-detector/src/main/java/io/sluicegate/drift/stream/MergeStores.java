package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.MergedWindow;
import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.TopicProgress;
import io.sluicegate.drift.domain.TopicProgress.Closed;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.runtime.kafka.StateSerdes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The merger's state: the newest partial counts of each window and partition, each partition's clock, what is closed. */
final class MergeStores {
    static final String COUNTS = "merged-counts";
    static final String CLOCKS = "partition-clocks";
    static final String CLOSED = "closed-windows";

    private static final String CARRIED = "carried:";
    private static final int NO_PARTITION = -1;

    private final KeyValueStore<String, PartialCounts> counts;
    private final KeyValueStore<String, PartialCounts> clocks;
    private final KeyValueStore<String, Long> closed;

    static Set<StoreBuilder<?>> stores(Serde<PartialCounts> partials) {
        return Set.of(store(COUNTS, partials), store(CLOCKS, partials), store(CLOSED, StateSerdes.numbers(CLOSED)));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withCachingDisabled();
    }

    MergeStores(ProcessorContext<?, ?> context) {
        counts = context.getStateStore(COUNTS);
        nameByBothEnds();
        clocks = context.getStateStore(CLOCKS);
        closed = context.getStateStore(CLOSED);
    }

    /** Versions before named counts by the window's end only, for there was one length. */
    private void nameByBothEnds() {
        var before = new HashMap<String, PartialCounts>();
        try (var all = counts.all()) {
            all.forEachRemaining(entry -> before.put(entry.key, entry.value));
        }
        before.forEach((name, partial) -> {
            if (!name.startsWith(CARRIED) && !name.equals(key(partial))) {
                counts.delete(name);
                counts.putIfAbsent(key(partial), partial);
            }
        });
    }

    /** What earlier runs have come to. */
    TopicProgress progress(String topic) {
        var progress = new TopicProgress(new Closed(
                number(topic + "/until", Closed.NOTHING.until()),
                number(topic + "/untilStart", Long.MAX_VALUE),
                number(topic + "/late", 0),
                number(topic + "/lateReported", 0)));
        each(clocks, topic + "/", clock -> progress.heard(clock.getPartition(), Partials.clock(clock)));
        each(counts, topic + "/", partial -> open(progress, Partials.window(partial)));
        return progress;
    }

    private static void open(TopicProgress progress, Window window) {
        if (!progress.isClosed(window)) {
            progress.opened(window);
        }
    }

    void putClosed(String topic, Closed now) {
        closed.put(topic + "/until", now.until());
        closed.put(topic + "/untilStart", now.untilStart());
        closed.put(topic + "/late", now.late());
        closed.put(topic + "/lateReported", now.lateReported());
    }

    void putClock(PartialCounts partial) {
        var clock = Partials.clockOf(partial.getTopic(), partial.getPartition(), Partials.clock(partial));
        clocks.put(partial.getTopic() + "/" + partial.getPartition(), clock);
    }

    /** Puts counts in the place of those before. Returns what has been counted since those. */
    WindowCounts putCounts(PartialCounts partial) {
        var key = key(partial);
        var before = Optional.ofNullable(counts.get(key)).map(Partials::counts);
        counts.put(key, partial);
        var now = Partials.counts(partial);
        return before.map(now::since).orElse(now);
    }

    /** Keeps what was counted too late for its own window, for the next one. */
    void carry(String topic, WindowCounts late) {
        var all = new WindowCounts(late.window());
        Optional.ofNullable(counts.get(carried(topic))).map(Partials::counts).ifPresent(all::merge);
        all.merge(late);
        counts.put(carried(topic), Partials.of(topic, NO_PARTITION, all, PartitionClock.START));
    }

    private static String carried(String topic) {
        return CARRIED + topic;
    }

    void deleteCounts(PartialCounts partial) {
        counts.delete(key(partial));
    }

    /** All counts of the topic. */
    List<PartialCounts> counts(String topic) {
        var found = new ArrayList<PartialCounts>();
        each(counts, topic + "/", found::add);
        return found;
    }

    /** The window's counts over all partitions. */
    MergedWindow merged(String topic, Window window) {
        var merged = new MergedWindow(window, topic);
        each(counts, prefix(topic, window), partial -> merged.add(Partials.counts(partial)));
        Optional.ofNullable(counts.get(carried(topic))).map(Partials::counts).ifPresent(merged::add);
        return merged;
    }

    /** Forgets what a report has taken over from windows before. */
    void dropCarried(String topic) {
        counts.delete(carried(topic));
    }

    private static String key(PartialCounts partial) {
        return prefix(partial.getTopic(), Partials.window(partial)) + partial.getPartition();
    }

    private static String prefix(String topic, Window window) {
        return topic + "/" + window.end() + "/" + window.start() + "/";
    }

    private long number(String key, long otherwise) {
        return Optional.ofNullable(closed.get(key)).orElse(otherwise);
    }

    private static void each(
            KeyValueStore<String, PartialCounts> store, String prefix, Consumer<PartialCounts> action) {
        try (var found = store.prefixScan(prefix, new StringSerializer())) {
            found.forEachRemaining(entry -> action.accept(entry.value));
        }
    }
}
