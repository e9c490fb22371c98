package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.Subject;
import io.sluicegate.runtime.avro.StateSerdes;
import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.StateFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Short numbers for deciders: version, digest and tenure take a hundred bytes, and a thousand million predictions may wait. Each
 * partition has its own numbers, in a store that is restored with the predictions. Numbers follow the order of the partition's
 * predictions and are never reused, so an entry can't mean another decider after a crash. A decider is forgotten once its last prediction
 * no longer waits.
 */
final class Deciders {
    private static final int VERSION = 1;

    private final KeyValueStore<Long, Decider> store;
    private final long refresh;
    private final long kept;
    private final Map<Subject, Long> numbers = new HashMap<>();
    private final Map<Long, Decider> deciders = new HashMap<>();
    private long last;

    /** A version in one tenure that decided, and a time until which it decided at least. */
    record Decider(Subject subject, long until) {}

    /**
     * For one partition.
     *
     * @param refresh how much the stored time of the last decision may lag behind
     * @param kept how long predictions wait
     */
    Deciders(KeyValueStore<Long, Decider> store, Duration refresh, Duration kept) {
        this.store = store;
        this.refresh = refresh.toMillis();
        this.kept = kept.plus(refresh).toMillis();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> know(entry.key, entry.value));
        }
    }

    static StoreBuilder<?> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Long(), serde(name))
                .withCachingEnabled();
    }

    static Serde<Decider> serde(String store) {
        return StateSerdes.of(StateFormat.of(store, VERSION, Deciders::write, (in, version) -> read(in)));
    }

    /** The number of the decider at this time. */
    long number(Subject subject, long time) {
        var number = numbers.get(subject);
        if (number == null) {
            number = last + 1;
            put(number, new Decider(subject, time));
            forget(number, time);
        } else if (time - decider(number).until() > refresh) {
            put(number, new Decider(subject, time));
        }
        return number;
    }

    /** The decider with this number. */
    Subject subject(long number) {
        return decider(number).subject();
    }

    private Decider decider(long number) {
        return Objects.requireNonNull(
                deciders.get(number),
                () -> "no version and tenure has the number " + number + ": the drift detector's state is damaged");
    }

    private void put(long number, Decider decider) {
        store.put(number, decider);
        know(number, decider);
    }

    private void know(long number, Decider decider) {
        deciders.put(number, decider);
        numbers.put(decider.subject(), number);
        last = Math.max(last, number);
    }

    private void forget(long newest, long now) {
        for (var number : deciders.keySet().stream().toList()) {
            if (number != newest && decider(number).until() < now - kept) {
                numbers.remove(subject(number));
                deciders.remove(number);
                store.delete(number);
            }
        }
    }

    private static void write(Decider decider, BinaryOutput out) {
        out.writeString(decider.subject().version());
        out.writeString(decider.subject().referenceDigest());
        out.writeLong(decider.subject().tenure());
        out.writeLong(decider.until());
    }

    private static Decider read(BinaryInput in) throws IOException {
        return new Decider(Subject.outcomes(in.readString(), in.readString(), in.readLong()), in.readLong());
    }
}
