package io.sluicegate.drift.stream;

import io.sluicegate.platform.kafka.AvroReader;
import io.sluicegate.platform.kafka.Decoding.Decoded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Records of a global store, decoded once each: the store gives the same bytes until a newer record comes. */
final class GlobalView<T> {
    private record Seen<T>(byte[] bytes, Optional<T> value) {}

    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final AvroReader<T> reader;
    private final Map<String, Seen<T>> seen = new HashMap<>();

    GlobalView(ReadOnlyKeyValueStore<String, byte[]> store, AvroReader<T> reader) {
        this.store = store;
        this.reader = reader;
    }

    /** The newest record of the key; empty where there is none or it can't be read. */
    Optional<T> get(String key) {
        var bytes = store.get(key);
        if (bytes == null) {
            return Optional.empty();
        }
        var last = seen.get(key);
        return last != null && last.bytes() == bytes ? last.value() : decode(key, bytes);
    }

    private Optional<T> decode(String key, byte[] bytes) {
        var value =
                reader.read(bytes) instanceof Decoded<T> decoded ? Optional.of(decoded.value()) : Optional.<T>empty();
        seen.put(key, new Seen<>(bytes, value));
        return value;
    }
}
