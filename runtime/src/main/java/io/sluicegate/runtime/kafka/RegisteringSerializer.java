package io.sluicegate.runtime.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A serializer that registers its schema with the first record of each topic. */
final class RegisteringSerializer<T extends IndexedRecord> implements Serializer<T> {
    private final Function<String, AvroWriter<T>> writers;
    private final Map<String, AvroWriter<T>> known = new ConcurrentHashMap<>();

    RegisteringSerializer(Function<String, AvroWriter<T>> writers) {
        this.writers = writers;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        return value == null ? null : known.computeIfAbsent(topic, writers).write(value);
    }
}
