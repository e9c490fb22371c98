package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.binary.StateFormat;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of stores whose values aren't Avro; {@link AvroSerdes#stored} has those whose values are. */
public final class StateSerdes {
    private StateSerdes() {}

    public static <T> Serde<T> of(StateFormat<T> format) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : format.write(value),
                (topic, bytes) -> bytes == null ? null : format.read(bytes));
    }

    /** Numbers of a store. */
    public static Serde<Long> numbers(String store) {
        return of(StateFormat.of(store, 1, (number, out) -> out.writeLong(number), (in, version) -> in.readLong()));
    }
}
