package io.sluicegate.bench.recovery;

import io.sluicegate.runtime.kafka.BoundedRocksDb;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The stage that is killed. It keeps the last value of each key, and answers each record with the key of the record, its own run, and
 * the number of records that this run has restored.
 */
public final class KeeperMain {
    static final String EVENTS = "events";
    static final String ANSWERS = "answers";
    static final String TRANSACTIONAL = "enable.transactional.statestores";

    private static final AtomicLong RESTORED = new AtomicLong();

    private KeeperMain() {}

    /** Arguments: brokers, folder of the state, whether its stores are transactional, number of the run. */
    public static void main(String[] arguments) {
        var streams = new KafkaStreams(topology(arguments[3]), properties(arguments[0], arguments[1], arguments[2]));
        streams.setGlobalStateRestoreListener(new Counter());
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    private static Properties properties(String brokers, String folder, String transactional) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "keeper");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), "keeper-1");
        properties.put(TRANSACTIONAL, transactional);
        return properties;
    }

    private static Topology topology(String run) {
        var string = Serdes.String();
        var bytes = Serdes.ByteArray();
        return new Topology()
                .addSource(EVENTS, string.deserializer(), bytes.deserializer(), EVENTS)
                .addProcessor("keep", () -> new Keeping(run), EVENTS)
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("kept"), string, bytes), "keep")
                .addSink(ANSWERS, ANSWERS, string.serializer(), string.serializer(), "keep");
    }

    private static final class Keeping extends ContextualProcessor<String, byte[], String, String> {
        private final String run;

        Keeping(String run) {
            this.run = run;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            KeyValueStore<String, byte[]> store = context().getStateStore("kept");
            store.put(record.key(), record.value());
            context().forward(record.withValue(run + " " + RESTORED.get()));
        }
    }

    private static final class Counter implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            // counted when read
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
            RESTORED.addAndGet(records);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long records) {
            // counted when read
        }
    }
}
