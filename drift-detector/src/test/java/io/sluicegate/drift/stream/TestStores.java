package io.sluicegate.drift.stream;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** Stores as the topology builds them, without a topology. */
final class TestStores {
    private TestStores() {}

    /** @param folder where those on disk lie */
    @SuppressWarnings("unchecked")
    static <S extends StateStore> S open(StoreBuilder<?> builder, Path folder) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        var context = new MockProcessorContext<Void, Void>(properties, new TaskId(0, 0), folder.toFile());
        var store = builder.withLoggingDisabled().withCachingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        return (S) store;
    }
}
