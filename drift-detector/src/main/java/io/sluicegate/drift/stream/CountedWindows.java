package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.drift.DriftMeters;
import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.PartitionWindows;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.platform.config.DriftSettings;
import io.sluicegate.records.PartialCounts;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
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

    private final ProcessorContext<String, PartialCounts> context;
    private final KeyValueStore<Long, StoredWindow> store;
    private final String topic;
    private final Duration idleAfter;
    private final PartitionWindows windows;
    private final Set<WindowCounts> changed = new HashSet<>();
    private final Counter late;
    private PartitionClock sent = PartitionClock.START;
    private boolean silent = true;
    private long lastRow;
    private long lastCounterpart;
    private long counterpart;

    /** A store of one partition's open windows. */
    static StoreBuilder<?> store(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Long(), StoredWindowSerde.create())
                .withCachingEnabled();
    }

    CountedWindows(
            ProcessorContext<String, PartialCounts> context,
            String store,
            String topic,
            DriftSettings settings,
            DriftMeters meters) {
        this.context = context;
        this.store = context.getStateStore(store);
        this.topic = topic;
        this.idleAfter = settings.idle();
        this.windows = new PartitionWindows(settings.window(), settings.grace());
        this.late = meters.late(topic);
        this.lastRow = context.currentSystemTimeMs();
        this.lastCounterpart = lastRow;
        this.counterpart = Long.MAX_VALUE;
        restore();
        context.schedule(EMIT_EVERY, PunctuationType.WALL_CLOCK_TIME, this::emit);
    }

    private void restore() {
        try (var stored = this.store.all()) {
            stored.forEachRemaining(entry -> windows.restore(entry.value.counts(), entry.value.clock()));
        }
        changed.addAll(windows.held());
    }

    /** Waits for the topic that rows are joined with, too, unless it is idle. */
    void waitForCounterpart() {
        counterpart(Long.MIN_VALUE);
    }

    /** Notes how far the topic has come that rows are joined with. */
    void counterpart(long time) {
        lastCounterpart = context.currentSystemTimeMs();
        counterpart = counterpart == Long.MAX_VALUE ? time : Math.max(counterpart, time);
        windows.counterpart(counterpart);
    }

    /** The window of a row that comes now; empty when it is over: the row is counted as late. */
    Optional<WindowCounts> arrive(long time) {
        lastRow = context.currentSystemTimeMs();
        return orLate(windows.arrive(time));
    }

    /** The window of something known earlier that can be counted only now. */
    Optional<WindowCounts> catchUp(long time) {
        return orLate(windows.catchUp(time));
    }

    private Optional<WindowCounts> orLate(Optional<WindowCounts> window) {
        if (window.isEmpty()) {
            late.increment();
            windows.newest().ifPresent(this::save);
        }
        return window;
    }

    /** The window that the partition's time lies in. */
    Optional<WindowCounts> newest() {
        return windows.newest();
    }

    /** Keeps what has been counted. */
    void save(WindowCounts counts) {
        keep(counts);
        changed.add(counts);
    }

    private void keep(WindowCounts counts) {
        store.put(counts.window().start(), new StoredWindow(counts, windows.clock()));
    }

    private void emit(long now) {
        if (now - lastRow >= idleAfter.toMillis()) {
            windows.idle();
        }
        if (now - lastCounterpart >= idleAfter.toMillis()) {
            windows.counterpart(Long.MAX_VALUE);
        }
        if (changed.isEmpty() && (silent || !sent.equals(windows.clock()))) {
            forward(Partials.clockOf(topic, partition(), windows.clock()), now);
        }
        forward(windows.held().stream().filter(changed::contains).toList(), now);
        changed.clear();
        dropOver();
    }

    /** The clock is kept first: a run that took up an older one would open a window again that is gone. */
    private void dropOver() {
        var over = windows.held().stream().filter(windows::over).toList();
        if (!over.isEmpty()) {
            windows.newest().ifPresent(this::keep);
            over.forEach(this::drop);
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

    private void drop(WindowCounts counts) {
        store.delete(counts.window().start());
        windows.drop(counts);
    }

    private int partition() {
        return context.taskId().partition();
    }
}
