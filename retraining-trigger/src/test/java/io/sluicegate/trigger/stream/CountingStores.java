package io.sluicegate.trigger.stream;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Stores in memory that count how often they are read (each value that is read is decoded), and whose writes fail on demand. */
final class CountingStores {
    private static final Set<String> READS = Set.of("get", "all", "reverseAll", "range", "reverseRange", "prefixScan");

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<String> failing = new AtomicReference<>("");

    int reads() {
        return reads.get();
    }

    /** The next write to that store times out. */
    void failNextWriteTo(String store) {
        failing.set(store);
    }

    KeyValueBytesStoreSupplier inMemory(String name) {
        var plain = Stores.inMemoryKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return counted(plain.get());
            }

            @Override
            public String metricsScope() {
                return plain.metricsScope();
            }
        };
    }

    @SuppressWarnings("unchecked") // the proxy passes on what the store says
    private KeyValueStore<Bytes, byte[]> counted(KeyValueStore<Bytes, byte[]> store) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                    if (READS.contains(method.getName())) {
                        reads.incrementAndGet();
                    }
                    if (method.getName().equals("put") && failing.compareAndSet(store.name(), "")) {
                        throw new TimeoutException("no answer");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
