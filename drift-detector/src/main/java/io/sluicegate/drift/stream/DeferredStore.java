package io.sluicegate.drift.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that encodes a changed value once, when its task commits, instead of with each change. For large values that nearly every
 * record changes in place: what is written is a value's content at the commit. Kafka Streams' own cache holds bytes, so it encodes with
 * each change.
 *
 * <p>Kafka Streams calls {@link #flushCache} of each {@link CachedStateStore} before it commits a task. That interface is internal to
 * it; there is no public way to hear of a commit.
 */
final class DeferredStore<K, V> extends WrappedStateStore<KeyValueStore<K, V>, K, V> implements KeyValueStore<K, V> {
    /** The values that changed since the last commit, in the order of their last changes; empty for a deletion. */
    private final Map<K, Optional<V>> changed = new LinkedHashMap<>();

    private DeferredStore(KeyValueStore<K, V> store) {
        super(store);
    }

    /** @param stored the store that the values are written to */
    static <K, V> StoreBuilder<KeyValueStore<K, V>> over(StoreBuilder<KeyValueStore<K, V>> stored) {
        return new Builder<>(stored.withCachingDisabled());
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        changed.clear();
        super.init(context, root);
    }

    /** @param value null deletes, as in every store */
    @Override
    public void put(K key, @Nullable V value) {
        change(key, Optional.ofNullable(value));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        var known = get(key);
        if (known == null) {
            put(key, value);
        }
        return known;
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(K key) {
        var known = get(key);
        change(key, Optional.empty());
        return known;
    }

    private void change(K key, Optional<V> value) {
        changed.remove(key);
        changed.put(key, value);
    }

    @Override
    public @Nullable V get(K key) {
        var value = changed.get(key);
        return value == null ? wrapped().get(key) : value.orElse(null);
    }

    @Override
    public KeyValueIterator<K, V> range(K from, K to) {
        write();
        return wrapped().range(from, to);
    }

    @Override
    public KeyValueIterator<K, V> all() {
        write();
        return wrapped().all();
    }

    @Override
    public long approximateNumEntries() {
        write();
        return wrapped().approximateNumEntries();
    }

    private void write() {
        changed.forEach((key, value) -> value.ifPresentOrElse(
                it -> wrapped().put(key, it), () -> wrapped().delete(key)));
        changed.clear();
    }

    @Override
    public void flushCache() {
        write();
        super.flushCache();
    }

    @Override
    public void clearCache() {
        changed.clear();
        super.clearCache();
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        write();
        super.commit(offsets);
    }

    @Override
    public void close() {
        changed.clear();
        super.close();
    }

    private record Builder<K, V>(StoreBuilder<KeyValueStore<K, V>> stored)
            implements StoreBuilder<KeyValueStore<K, V>> {
        @Override
        public KeyValueStore<K, V> build() {
            return new DeferredStore<>(stored.build());
        }

        /** Changes nothing: the store needs no cache. */
        @Override
        public StoreBuilder<KeyValueStore<K, V>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<K, V>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<K, V>> withLoggingEnabled(Map<String, String> settings) {
            return new Builder<>(stored.withLoggingEnabled(settings));
        }

        @Override
        public StoreBuilder<KeyValueStore<K, V>> withLoggingDisabled() {
            return new Builder<>(stored.withLoggingDisabled());
        }

        @Override
        public Map<String, String> logConfig() {
            return stored.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return stored.loggingEnabled();
        }

        @Override
        public String name() {
            return stored.name();
        }
    }
}
