package io.sluicegate.drift.stream;

import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.StateFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * One side of the outcome join: the predictions or labels that wait for their counterpart, by event and time. The store drops entries
 * beyond the horizon, so the state is bounded. A store may hold a thousand million entries, so each entry is small: a hash of the event,
 * its time, a yes or no, and a number.
 */
final class Awaited {
    private static final Duration INSTANT = Duration.ofMillis(1);

    /** Values that were written before 0.1.0 begin as versions 2 and 3 would. */
    private static final int VERSION = 4;

    private final WindowStore<Bytes, byte[]> store;
    private final StateFormat<Half> format;

    /**
     * The waiting prediction or label.
     *
     * @param positive the prediction's decision, or the label's truth
     * @param number the number of the decider, or the time at which the label counts; within 63 bits
     */
    record Half(boolean positive, long number) {}

    /** @throws io.sluicegate.runtime.binary.UnreadableState if this version can't read the store's entry */
    Awaited(WindowStore<Bytes, byte[]> store) {
        this.store = store;
        this.format = StateFormat.of(store.name(), VERSION, Awaited::write, (in, version) -> read(in));
        try (var all = store.all()) {
            if (all.hasNext()) {
                var unused = format.read(all.next().value);
            }
        }
    }

    /** A store that keeps entries for at least this long. */
    static StoreBuilder<?> store(String name, Duration kept) {
        var windows = Stores.persistentWindowStore(name, kept, INSTANT, false);
        return Stores.windowStoreBuilder(windows, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** Stores the waiting half. */
    void put(Bytes event, Half half, long time) {
        store.put(event, format.write(half), time);
    }

    /**
     * Removes and returns the entry of this very time, or else the newest one with a time between the other two, both inclusive. The
     * first is a lookup, the second has to search every segment of the store.
     */
    Optional<Half> take(Bytes event, long likely, long from, long to) {
        var found = likely < Math.max(0, from) || likely > to ? null : store.fetch(event, likely);
        if (found == null) {
            return take(event, from, to);
        }
        store.put(event, null, likely);
        return Optional.of(format.read(found));
    }

    /** Removes and returns the newest entry with a time between these two, both inclusive. */
    Optional<Half> take(Bytes event, long from, long to) {
        try (var waiting = store.backwardFetch(event, Math.max(0, from), to)) {
            if (!waiting.hasNext()) {
                return Optional.empty();
            }
            var found = waiting.next();
            store.put(event, null, found.key);
            return Optional.of(format.read(found.value));
        }
    }

    /** Writes the yes or no as the lowest bit of the number, which saves a byte of three for most entries. */
    private static void write(Half half, BinaryOutput out) {
        out.writeLong(half.number() << 1 | (half.positive() ? 1 : 0));
    }

    private static Half read(BinaryInput in) throws IOException {
        var both = in.readLong();
        return new Half((both & 1) == 1, both >> 1);
    }
}
