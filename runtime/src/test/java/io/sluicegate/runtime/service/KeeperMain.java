package io.sluicegate.runtime.service;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A service that counts the records of each key, to be run as a process that is killed. */
final class KeeperMain {
    private static final String STORE = "counts";

    private KeeperMain() {}

    public static void main(String[] arguments) {
        ServiceRunner.main(arguments, KeeperMain::stage);
    }

    static StreamsStage stage(StageContext context) {
        return new StreamsStage(
                context,
                StreamsDefinition.of(
                                "keeper",
                                context.applicationId("keeper"),
                                () -> counting(context.config().pipeline()))
                        .keepingState());
    }

    private static Topology counting(String pipeline) {
        var string = Serdes.String();
        return new Topology()
                .addSource("events", string.deserializer(), string.deserializer(), pipeline + ".events")
                .addProcessor("count", Counting::new, "events")
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), string, Serdes.Long()),
                        "count")
                .addSink("answers", pipeline + ".features", string.serializer(), string.serializer(), "count");
    }

    private static final class Counting extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, Long> store = context().getStateStore(STORE);
            var before = store.get(record.key());
            long count = before == null ? 1 : before + 1;
            store.put(record.key(), count);
            context().forward(record.withValue(Long.toString(count)));
        }
    }
}
