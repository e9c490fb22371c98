package io.sluicegate.drift.stream;

import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A view of a global store that decodes each record only once, because the store returns the same bytes until a newer record arrives.
 *
 * @param <R> the record
 * @param <T> the decoded form
 */
final class GlobalView<R, T> {
    private static final Logger LOG = LoggerFactory.getLogger(GlobalView.class);

    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final AvroReader<R> reader;
    private final Function<R, T> view;
    private final Map<String, byte[]> seen = new HashMap<>();
    private final Map<String, Optional<T>> values = new HashMap<>();

    GlobalView(ReadOnlyKeyValueStore<String, byte[]> store, AvroReader<R> reader, Function<R, T> view) {
        this.store = store;
        this.reader = reader;
        this.view = view;
    }

    /** The newest record of the key; empty if the key has no record or the record can't be read. */
    Optional<T> get(String key) {
        var bytes = store.get(key);
        if (bytes == null) {
            return Optional.empty();
        }
        if (seen.get(key) != bytes) {
            values.put(key, value(key, reader.read(bytes)).map(view));
            seen.put(key, bytes);
        }
        return values.getOrDefault(key, Optional.empty());
    }

    private Optional<R> value(String key, Decoding<R> decoding) {
        if (decoding instanceof Decoded<R> decoded) {
            return Optional.of(decoded.value());
        }
        LOG.atError()
                .addKeyValue("key", key)
                .addKeyValue("cause", decoding)
                .log("can't read the newest record of a deployment, registration or feature set; treating it as "
                        + "absent");
        return Optional.empty();
    }
}
