package io.sluicegate.bench.peers.adapter;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** The adapter's topology. */
public final class Adapter {
    private static final String STORE = "store";

    private Adapter() {}

    /**
     * The topology.
     *
     * @param asWritten with the store that Crayfish attaches and never uses, and a JSON mapper for each record; if not, without
     * @param model the model's ONNX file
     */
    public static Topology topology(boolean asWritten, String source, String sink, String model) {
        var serde = asWritten ? JsonPointSerde.anew() : JsonPointSerde.shared();
        var builder = new StreamsBuilder();
        if (asWritten) {
            builder.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), serde)
                            .withCachingEnabled());
        }
        builder.stream(source, Consumed.with(Serdes.String(), serde).withName("input"))
                .processValues(
                        () -> new AdapterProcessor(model),
                        Named.as("score"),
                        asWritten ? new String[] {STORE} : new String[0])
                .to(sink, Produced.with(Serdes.String(), serde).withName("output"));
        return builder.build();
    }
}
