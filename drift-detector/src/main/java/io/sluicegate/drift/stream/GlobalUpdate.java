package io.sluicegate.drift.stream;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the newest record of each key in a global store, as bytes. Ignores a record without a key. */
final class GlobalUpdate extends ContextualProcessor<String, byte[], Void, Void> {
    private final String name;
    private KeyValueStore<String, byte[]> store;

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    GlobalUpdate(String name) {
        this.name = name;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        store = context.getStateStore(name);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() != null) {
            store.put(record.key(), record.value());
        }
    }
}
