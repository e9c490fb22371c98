package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.Inputs;
import io.sluicegate.drift.domain.Inputs.Input;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.records.LabelProgress;
import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.StateFormat;
import io.sluicegate.runtime.kafka.StateSerdes;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What outcome windows wait for: every partition of the labels, for any of them may hold labels of this partition's entities, and the
 * partition's own predictions. What partitions of labels have told is kept, because they don't say it again to a new owner.
 */
final class OutcomeInputs {
    static final String STORE = "label-progress";

    private static final StateFormat<Input> FORMAT =
            StateFormat.of(STORE, 1, OutcomeInputs::write, (in, version) -> read(in));
    private static final int PREDICTIONS = -1;

    private final KeyValueStore<Integer, Input> store;
    private final Silence silence;
    private final Inputs inputs;
    private long lastPrediction;

    OutcomeInputs(KeyValueStore<Integer, Input> store, int labelPartitions, Silence silence, long now) {
        this.store = store;
        this.silence = silence;
        this.inputs = new Inputs(labelPartitions + 1, silence);
        this.lastPrediction = now;
        try (var all = store.all()) {
            all.forEachRemaining(entry -> inputs.heard(entry.key, entry.value));
        }
        inputs.heard(PREDICTIONS, new Input(Long.MIN_VALUE, Silence.NEVER));
    }

    static StoreBuilder<?> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE), Serdes.Integer(), StateSerdes.of(FORMAT))
                .withCachingEnabled();
    }

    void labels(LabelProgress progress) {
        var since = progress.getSilentSince();
        var now =
                new Input(progress.getWatermark().toEpochMilli(), since == null ? Silence.NEVER : since.toEpochMilli());
        inputs.heard(progress.getPartition(), now);
        inputs.of(progress.getPartition()).ifPresent(known -> store.put(progress.getPartition(), known));
    }

    void prediction(long time, long now) {
        lastPrediction = now;
        inputs.heard(PREDICTIONS, new Input(time, Silence.NEVER));
    }

    /** Tells the windows how far all has come. */
    void tell(CountedWindows windows, long now) {
        var since = silence.begins(lastPrediction, now) ? lastPrediction : Silence.NEVER;
        inputs.heard(PREDICTIONS, new Input(Long.MIN_VALUE, since));
        windows.silent(inputs.silentSince());
        windows.oldest().ifPresent(oldest -> windows.advance(inputs.watermark(oldest, now)));
    }

    private static void write(Input input, BinaryOutput out) {
        out.writeLong(input.time());
        out.writeLong(input.silentSince());
    }

    private static Input read(BinaryInput in) throws IOException {
        return new Input(in.readLong(), in.readLong());
    }
}
