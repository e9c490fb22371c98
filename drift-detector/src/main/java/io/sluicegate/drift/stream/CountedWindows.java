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
 * The open windows of one partition. Every change is written through to the store, whose cache hands the newest state to
 * the changelog when the task commits: what is in memory only is what the store holds, too, so nothing is lost on a
 * rebalance. Twice a second what has changed is sent on, as counts since the window's start that replace those before.
 */
final class CountedWindows {
    static final Duration EMIT_EVERY = Duration.ofMillis(500);

    /** What the clock is kept under when no window is: before all windows that there are. */
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
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), WindowKeySerde.create(), StoredWindowSerde.of(name))
                .withCachingEnabled();
    }

    /** @param beforeEmission is given the time before counts are sent on, to tell how far the partition has come */
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
        if (!key.equals(stored.counts().window())) { // written by a version that knew one length only
            store.delete(key);
            store.put(stored.counts().window(), stored);
        }
    }

    /** The window of a row that comes now and moves time on; empty when it is over: the row is counted as late. */
    Optional<WindowCounts> arrive(long time) {
        var window = windows.arrive(time);
        if (window.isEmpty()) {
            late.increment();
            keepClock();
        }
        return window;
    }

    /** The window of something whose time is known already, or, if that window is over, the one that the partition has come to. */
    WindowCounts atOrNow(long time) {
        return windows.at(time).orElseGet(() -> {
            late.increment();
            return windows.atOrNow(time);
        });
    }

    /** Counts a row as late that is counted in another window than its own, whose lateness the meter has. */
    void late() {
        windows.missed();
    }

    /** Notes the time up to which all is there. */
    void advance(long time) {
        windows.advance(time);
    }

    /** Notes since when no row has come. */
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

    /** Keeps what has been counted. */
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

    /** The store notes the end of the newest dropped window first: a run that didn't know it would open that window again. */
    private void dropOver() {
        var over = windows.held().stream().filter(windows::over).toList();
        if (!over.isEmpty()) {
            over.forEach(windows::drop);
            keepClock();
            over.forEach(counts -> store.delete(counts.window()));
        }
    }

    /** Only the last one moves the clock: told with the first, it would close the windows whose counts come after it. */
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
