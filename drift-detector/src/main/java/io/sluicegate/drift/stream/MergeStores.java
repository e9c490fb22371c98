package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.MergedWindow;
import io.sluicegate.drift.domain.TopicProgress;
import io.sluicegate.drift.domain.TopicProgress.Closed;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.records.PartialCounts;
import java.util.ArrayList;
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

    private final KeyValueStore<String, PartialCounts> counts;
    private final KeyValueStore<String, PartialCounts> clocks;
    private final KeyValueStore<String, Long> closed;

    static Set<StoreBuilder<?>> stores(Serde<PartialCounts> partials) {
        return Set.of(store(COUNTS, partials), store(CLOCKS, partials), store(CLOSED, Serdes.Long()));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withCachingDisabled();
    }

    MergeStores(ProcessorContext<?, ?> context) {
        counts = context.getStateStore(COUNTS);
        clocks = context.getStateStore(CLOCKS);
        closed = context.getStateStore(CLOSED);
    }

    /** What earlier runs have come to. */
    TopicProgress progress(String topic) {
        var progress = new TopicProgress(new Closed(
                number(topic + "/until", Closed.NOTHING.until()),
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
        closed.put(topic + "/late", now.late());
        closed.put(topic + "/lateReported", now.lateReported());
    }

    void putClock(PartialCounts partial) {
        var clock = Partials.clockOf(partial.getTopic(), partial.getPartition(), Partials.clock(partial));
        clocks.put(partial.getTopic() + "/" + partial.getPartition(), clock);
    }

    /** Puts counts in the place of those before. Returns how many rows those had. */
    long putCounts(PartialCounts partial) {
        var key = key(partial);
        var before = Optional.ofNullable(counts.get(key)).map(PartialCounts::getRows);
        counts.put(key, partial);
        return before.orElse(0L);
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
        var merged = new MergedWindow(window);
        each(
                counts,
                prefix(topic, window.end()),
                partial -> merged.add(Partials.counts(partial), partial.getTopic(), partial.getPartition()));
        return merged;
    }

    private static String key(PartialCounts partial) {
        return prefix(partial.getTopic(), partial.getWindowEnd().toEpochMilli()) + partial.getPartition();
    }

    private static String prefix(String topic, long windowEnd) {
        return topic + "/" + windowEnd + "/";
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
