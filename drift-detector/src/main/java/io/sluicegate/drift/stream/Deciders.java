package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.Subject;
import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.StateFormat;
import io.sluicegate.runtime.kafka.StateSerdes;
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
 * Numbers for who decided: version, digest and tenure take a hundred bytes, and there are a thousand million predictions that wait. The
 * numbers are of one partition, in a store that is restored with the predictions. They follow from the order of the partition's
 * predictions, and none is given twice, so that an entry can't mean somebody else after a crash. Who hasn't decided for as long as
 * predictions wait is forgotten.
 */
final class Deciders {
    private static final int VERSION = 1;

    private final KeyValueStore<Long, Decider> store;
    private final long refresh;
    private final long kept;
    private final Map<Subject, Long> numbers = new HashMap<>();
    private final Map<Long, Decider> deciders = new HashMap<>();
    private long last;

    /** Who decided, and until when at least. */
    record Decider(Subject subject, long until) {}

    /**
     * For one partition.
     *
     * @param refresh how much older than it is the last decision may seem
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

    /** The number of who decides at this time. */
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

    /** Who has the number. */
    Subject subject(long number) {
        return decider(number).subject();
    }

    private Decider decider(long number) {
        return Objects.requireNonNull(
                deciders.get(number),
                () -> "nobody has the number " + number + ": the drift detector's state is damaged");
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
