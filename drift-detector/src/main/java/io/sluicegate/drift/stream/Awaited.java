package io.sluicegate.drift.stream;

import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * One side of the outcome join: what waits for its counterpart, by event and time. What is older than the horizon falls out
 * of the store by itself, so the state is bounded.
 */
final class Awaited<T extends SpecificRecord> {
    private static final Duration INSTANT = Duration.ofMillis(1);

    private final WindowStore<String, T> store;

    Awaited(WindowStore<String, T> store) {
        this.store = store;
    }

    /** A store that keeps what waits for at least this long. */
    static <T extends SpecificRecord> StoreBuilder<WindowStore<String, T>> store(
            String name, Duration kept, Serde<T> serde) {
        var windows = Stores.persistentWindowStore(name, kept, INSTANT, false);
        return Stores.windowStoreBuilder(windows, Serdes.String(), serde).withCachingDisabled();
    }

    /** Lets it wait. */
    void put(String event, T value, long time) {
        store.put(event, value, time);
    }

    /** Takes out the newest that waits with a time between these two, both inclusive. */
    Optional<T> take(String event, long from, long to) {
        try (var waiting = store.backwardFetch(event, Math.max(0, from), to)) {
            if (!waiting.hasNext()) {
                return Optional.empty();
            }
            var found = waiting.next();
            store.put(event, null, found.key);
            return Optional.of(found.value);
        }
    }
}
