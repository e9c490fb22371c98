package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeferredStoreTest {
    private static final String STORE = "totals";

    private final AtomicInteger encoded = new AtomicInteger();
    private final Path folder;

    DeferredStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldEncodeAValueOnceForACommitAsItIsThen() {
        KeyValueStore<String, StringBuilder> store = TestStores.open(builder(), folder);
        var value = new StringBuilder("1");
        store.put("a", value);
        value.append("2");
        store.put("a", value);
        value.append("3");

        commit(store);

        assertThat(encoded).hasValue(1);
        value.append("4");
        assertThat(store.get("a")).hasToString("123");
        commit(store);
        assertThat(encoded).hasValue(1);
    }

    @Test
    void shouldReadWhatIsNotWrittenYet() {
        KeyValueStore<String, StringBuilder> store = TestStores.open(builder(), folder);
        store.put("a", new StringBuilder("1"));
        store.put("b", new StringBuilder("2"));
        commit(store);

        store.put("b", new StringBuilder("3"));
        assertThat(store.delete("a")).hasToString("1");

        assertThat(store.get("a")).isNull();
        assertThat(store.get("b")).hasToString("3");
        assertThat(store.putIfAbsent("b", new StringBuilder("4"))).hasToString("3");
        assertThat(store.putIfAbsent("a", new StringBuilder("5"))).isNull();
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        store.put("c", new StringBuilder("6"));
        store.put("c", null);
        try (var all = store.all()) {
            assertThat(all)
                    .toIterable()
                    .extracting(entry -> entry.key + entry.value)
                    .containsExactly("a5", "b3");
        }
    }

    /** Kafka Streams closes and begins the same store again after a transaction that failed. */
    @Test
    void shouldForgetWhatWasNotCommitted() {
        var builder = builder().withLoggingDisabled();
        KeyValueStore<String, StringBuilder> store = TestStores.open(builder, folder);
        store.put("a", new StringBuilder("1"));

        ((CachedStateStore<?, ?>) store).clearCache();
        commit(store);

        assertThat(store.get("a")).isNull();
        store.put("a", new StringBuilder("1"));
        store.close();
        assertThat(encoded).hasValue(0);
    }

    /** A restart relies on this order, and an upgrade of Kafka Streams could break it. */
    @Test
    void shouldHandTheChangelogTheLastChangesInTheirOrderWhenTheTaskCommits() {
        try (var driver = driver(store -> {
            store.put("window", new StringBuilder("1"));
            store.put("clock", new StringBuilder("2"));
            store.put("clock", new StringBuilder("3"));
            store.delete("window");
        })) {
            driver.createInputTopic("in", new StringSerializer(), new StringSerializer())
                    .pipeInput("key", "value");

            var changelog = driver.createOutputTopic(
                    "test-" + STORE + "-changelog", new StringDeserializer(), new StringDeserializer());
            assertThat(changelog.readKeyValuesToList())
                    .extracting(entry -> entry.key + "=" + entry.value)
                    .containsExactly("clock=3", "window=null");
        }
    }

    private static void commit(KeyValueStore<?, ?> store) {
        ((CachedStateStore<?, ?>) store).flushCache();
    }

    private StoreBuilder<KeyValueStore<String, StringBuilder>> builder() {
        return DeferredStore.over(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), counted()));
    }

    private Serde<StringBuilder> counted() {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    encoded.incrementAndGet();
                    return value.toString().getBytes(StandardCharsets.UTF_8);
                },
                (topic, bytes) -> new StringBuilder(new String(bytes, StandardCharsets.UTF_8)));
    }

    private TopologyTestDriver driver(Consumer<KeyValueStore<String, StringBuilder>> changes) {
        var topology = new Topology()
                .addSource("in", new StringDeserializer(), new StringDeserializer(), "in")
                .addProcessor("change", supply(changes), "in");
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new TopologyTestDriver(topology, properties);
    }

    private Supply<String, String, Void, Void> supply(Consumer<KeyValueStore<String, StringBuilder>> changes) {
        return new Supply<>(() -> changing(changes), Set.of(builder()));
    }

    private static Processor<String, String, Void, Void> changing(
            Consumer<KeyValueStore<String, StringBuilder>> changes) {
        return new ContextualProcessor<>() {
            @Override
            public void process(Record<String, String> record) {
                changes.accept(context().getStateStore(STORE));
            }
        };
    }
}
