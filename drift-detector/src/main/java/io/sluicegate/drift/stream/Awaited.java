package io.sluicegate.drift.stream;

import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
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
    private static final int FORMAT = 1;

    private final WindowStore<Bytes, byte[]> store;

    /**
     * The waiting prediction or label.
     *
     * @param positive the prediction's decision, or the label's truth
     * @param number the number of the decider, or the time at which the label counts
     */
    record Half(boolean positive, long number) {}

    /** @throws SerializationException if this version can't read the store's entry */
    Awaited(WindowStore<Bytes, byte[]> store) {
        this.store = store;
        try (var all = store.all()) {
            if (all.hasNext()) {
                read(all.next().value);
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
        store.put(event, write(half), time);
    }

    /** Removes and returns the newest entry with a time between these two, both inclusive. */
    Optional<Half> take(Bytes event, long from, long to) {
        try (var waiting = store.backwardFetch(event, Math.max(0, from), to)) {
            if (!waiting.hasNext()) {
                return Optional.empty();
            }
            var found = waiting.next();
            store.put(event, null, found.key);
            return Optional.of(read(found.value));
        }
    }

    private static byte[] write(Half half) {
        var out = BinaryOutput.begin();
        out.writeLong(FORMAT * 2 + (half.positive() ? 1 : 0));
        out.writeLong(half.number());
        return out.toByteArray();
    }

    private static Half read(byte[] bytes) {
        var in = new BinaryInput();
        in.begin(bytes, 0);
        try {
            var head = in.readLong();
            if (head >> 1 != FORMAT) {
                throw new SerializationException("a waiting prediction or label was written in format "
                        + (head >> 1) + ", this version reads " + FORMAT
                        + ": reset the drift detector's application or run the version that wrote it");
            }
            return new Half(head % 2 == 1, in.readLong());
        } catch (IOException e) {
            throw new SerializationException("a waiting prediction or label is damaged", e);
        }
    }
}
