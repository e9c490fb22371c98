package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.drift.DriftMetrics;
import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.PartitionWindows;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.records.PartialCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The open windows of one partition. Every change is put into the store, which encodes the newest state, for the changelog, when the
 * task commits. The store holds everything that is in memory, so nothing is lost on a rebalance. Twice a second the changed counts are
 * sent on, as totals since the window's start that replace the earlier totals.
 */
final class CountedWindows {
    static final Duration EMIT_EVERY = Duration.ofMillis(500);

    /** The key of the clock while no window is open; sorts before every window. */
    private static final Window CLOCK = new Window(Long.MIN_VALUE, Long.MIN_VALUE + 1);

    private final ProcessorContext<String, PartialCounts> context;
    private final KeyValueStore<Window, StoredWindow> store;
    private final String topic;
    private final LongConsumer beforeEmission;
    private final PartitionWindows windows;
    private final Set<WindowCounts> changed = new HashSet<>();
    private final Counter late;
    private PartitionClock sent = PartitionClock.START;
    private boolean silent = true;

    /** A store of one partition's open windows. */
    static StoreBuilder<?> store(String name) {
        return DeferredStore.over(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), WindowKeySerde.create(), StoredWindowSerde.of(name)));
    }

    /** @param beforeEmission receives the time before counts are sent on, to update the partition's progress */
    CountedWindows(
            ProcessorContext<String, PartialCounts> context,
            String store,
            String topic,
            DriftSettings settings,
            DriftMetrics metrics,
            LongConsumer beforeEmission) {
        this.context = context;
        this.store = context.getStateStore(store);
        this.topic = topic;
        this.beforeEmission = beforeEmission;
        this.windows = new PartitionWindows(settings.window(), settings.grace());
        this.late = metrics.late(topic);
        restore();
        context.schedule(EMIT_EVERY, PunctuationType.WALL_CLOCK_TIME, this::emit);
    }

    private void restore() {
        var stored = new ArrayList<KeyValue<Window, StoredWindow>>();
        try (var all = store.all()) {
            all.forEachRemaining(stored::add);
        }
        stored.forEach(entry -> restore(entry.key, entry.value));
        changed.addAll(windows.held());
    }

    private void restore(Window key, StoredWindow stored) {
        windows.restore(stored.clock(), stored.dropped());
        if (!key.equals(CLOCK)) {
            windows.restore(stored.counts());
        }
        if (!key.equals(stored.counts().window())) { // written by a version that knew only one length
            store.delete(key);
            store.put(stored.counts().window(), stored);
        }
    }

    /** The window of a row that arrives now and advances time; empty if that window is over, which counts the row as late. */
    Optional<WindowCounts> arrive(long time) {
        var window = windows.arrive(time);
        if (window.isEmpty()) {
            late.increment();
            keepClock();
        }
        return window;
    }

    /** The window that contains the time, or, if that window is over, the partition's current window. */
    WindowCounts atOrNow(long time) {
        return windows.at(time).orElseGet(() -> {
            late.increment();
            return windows.atOrNow(time);
        });
    }

    /** Counts a row as late that counts in a window other than its own; the meter has its lateness already. */
    void late() {
        windows.missed();
    }

    /** Advances the watermark. */
    void advance(long time) {
        windows.advance(time);
    }

    /** Records since when no row has come. */
    void silent(long since) {
        windows.silent(since);
    }

    /** The oldest window that is open. */
    Optional<Window> oldest() {
        return windows.oldest();
    }

    /** The newest window that is open. */
    Optional<WindowCounts> newest() {
        return windows.newest();
    }

    /** Saves the counts. */
    void save(WindowCounts counts) {
        keep(counts);
        changed.add(counts);
    }

    private void keep(WindowCounts counts) {
        store.put(counts.window(), new StoredWindow(counts, windows.clock(), windows.dropped()));
    }

    private void keepClock() {
        keep(new WindowCounts(CLOCK));
    }

    private void emit(long now) {
        beforeEmission.accept(now);
        if (changed.isEmpty() && (silent || !sent.equals(windows.clock()))) {
            forward(Partials.clockOf(topic, partition(), windows.clock()), now);
        }
        forward(windows.held().stream().filter(changed::contains).toList(), now);
        changed.clear();
        dropOver();
    }

    /** Writes the end of the newest dropped window to the store first: without it, a later run would open that window again. */
    private void dropOver() {
        var over = windows.held().stream().filter(windows::over).toList();
        if (!over.isEmpty()) {
            over.forEach(windows::drop);
            keepClock();
            over.forEach(counts -> store.delete(counts.window()));
        }
    }

    /** Only the last counts carry the clock: with the first counts, the clock would close windows whose counts follow. */
    private void forward(List<WindowCounts> counts, long now) {
        var before = sent.active();
        for (var i = 0; i < counts.size(); i++) {
            var last = i == counts.size() - 1;
            forward(Partials.of(topic, partition(), counts.get(i), last ? windows.clock() : before), now);
        }
    }

    private void forward(PartialCounts partial, long now) {
        context.forward(new Record<>(topic + "/" + partition(), partial, now));
        sent = windows.clock();
        silent = false;
    }

    private int partition() {
        return context.taskId().partition();
    }
}
