package io.sluicegate.testing.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.internals.InternalTopologyBuilder;
import org.apache.kafka.streams.processor.internals.StoreBuilderWrapper;
import org.apache.kafka.streams.processor.internals.StoreFactory;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Fills the stores of a topology before its processors begin, which the TopologyTestDriver has no way to do: it restores nothing. Each
 * store is filled below its serdes, its cache and its changelog, as Kafka Streams restores it. Rests on internals of Kafka Streams.
 */
final class FilledStores {
    /** Behind the key in a window store's changelog: the time, and a number that is always 0 here. */
    private static final int TIME_AND_NUMBER = Long.BYTES + Integer.BYTES;

    private FilledStores() {}

    static Topology in(Topology topology, Map<String, List<StoredRow>> changelogs) {
        var factories = builder(topology).stateStores();
        changelogs.forEach((store, rows) -> {
            var factory = factories.get(store);
            if (factory == null) {
                throw new AssertionError("the topology has no store " + store
                        + ", whose state would be lost: was it renamed? Read the old one as well, or say in CHANGELOG.md"
                        + " what is lost, and take the store out of the fixtures");
            }
            factories.put(store, filled(factory, rows));
        });
        return topology;
    }

    /** The stores that have a changelog. */
    static Set<String> logged(Topology topology) {
        return builder(topology).stateStores().values().stream()
                .filter(StoreFactory::loggingEnabled)
                .map(StoreFactory::storeName)
                .collect(Collectors.toSet());
    }

    private static InternalTopologyBuilder builder(Topology topology) {
        try {
            var field = Topology.class.getDeclaredField("internalTopologyBuilder");
            field.setAccessible(true);
            return (InternalTopologyBuilder) field.get(topology);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static StoreFactory filled(StoreFactory factory, List<StoredRow> rows) {
        var original = factory.builder();
        var builder = (StoreBuilder<?>) proxy(new Class<?>[] {StoreBuilder.class}, (method, arguments) -> {
            var result = call(original, method, arguments);
            return method.getName().equals("build") ? filled((StateStore) result, rows) : result;
        });
        var filled = StoreBuilderWrapper.wrapStoreBuilder(builder);
        filled.connectedProcessorNames().addAll(factory.connectedProcessorNames());
        return filled;
    }

    private static Object filled(StateStore store, List<StoredRow> rows) {
        var kind = store instanceof WindowStore ? WindowStore.class : KeyValueStore.class;
        return proxy(new Class<?>[] {kind, CachedStateStore.class}, (method, arguments) -> {
            var result = call(store, method, arguments);
            if (method.getName().equals("init")) {
                rows.forEach(row -> put(innermost(store, kind), row));
            }
            return result;
        });
    }

    private static StateStore innermost(StateStore store, Class<?> kind) {
        var inner = store;
        while (inner instanceof WrappedStateStore<?, ?, ?> wrapped && kind.isInstance(wrapped.wrapped())) {
            inner = wrapped.wrapped();
        }
        return inner;
    }

    @SuppressWarnings("unchecked") // the innermost store is one of bytes
    private static void put(StateStore store, StoredRow row) {
        if (store instanceof WindowStore<?, ?> windows) {
            var key = ByteBuffer.wrap(row.key());
            var plain = new byte[key.remaining() - TIME_AND_NUMBER];
            key.get(plain);
            ((WindowStore<Bytes, byte[]>) windows).put(Bytes.wrap(plain), row.value(), key.getLong());
        } else {
            ((KeyValueStore<Bytes, byte[]>) store).put(Bytes.wrap(row.key()), row.value());
        }
    }

    private interface Calls {
        @Nullable
        Object on(Method method, Object @Nullable [] arguments);
    }

    private static Object proxy(Class<?>[] kinds, Calls calls) {
        return Proxy.newProxyInstance(
                FilledStores.class.getClassLoader(), kinds, (proxy, method, arguments) -> calls.on(method, arguments));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
