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
 * One side of the outcome join: what waits for its counterpart, by event and time. What is older than the horizon falls out
 * of the store by itself, so the state is bounded. There may be a thousand million entries, so each is small: a hash of the event, its
 * time, a yes or no, and a number.
 */
final class Awaited {
    private static final Duration INSTANT = Duration.ofMillis(1);

    /** Values that were written before 0.1.0 begin as versions 2 and 3 would. */
    private static final int VERSION = 4;

    private final WindowStore<Bytes, byte[]> store;
    private final StateFormat<Half> format;

    /**
     * What is known of the side that waits.
     *
     * @param positive what the prediction said, or what turned out to be true
     * @param number who decided, or the time at which the label counts; within 63 bits
     */
    record Half(boolean positive, long number) {}

    /** @throws io.sluicegate.runtime.binary.UnreadableState if the store holds what this version can't read */
    Awaited(WindowStore<Bytes, byte[]> store) {
        this.store = store;
        this.format = StateFormat.of(store.name(), VERSION, Awaited::write, (in, version) -> read(in));
        try (var all = store.all()) {
            if (all.hasNext()) {
                var unused = format.read(all.next().value);
            }
        }
    }

    /** A store that keeps what waits for at least this long. */
    static StoreBuilder<?> store(String name, Duration kept) {
        var windows = Stores.persistentWindowStore(name, kept, INSTANT, false);
        return Stores.windowStoreBuilder(windows, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** Lets it wait. */
    void put(Bytes event, Half half, long time) {
        store.put(event, format.write(half), time);
    }

    /** Takes out the newest that waits with a time between these two, both inclusive. */
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

    /** The yes or no is the lowest bit of the number: for most entries that saves a byte of three. */
    private static void write(Half half, BinaryOutput out) {
        out.writeLong(half.number() << 1 | (half.positive() ? 1 : 0));
    }

    private static Half read(BinaryInput in) throws IOException {
        var both = in.readLong();
        return new Half((both & 1) == 1, both >> 1);
    }
}
