package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Decoding.Rejected;
import java.util.function.BiFunction;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A deserializer that throws on a record that can't be read. */
final class StrictDeserializer<T> implements Deserializer<T> {
    private final AvroReader<T> reader;
    private final BiFunction<String, String, RuntimeException> failure;

    /** @param failure makes an exception of the topic and of why a record of it can't be read */
    private StrictDeserializer(AvroReader<T> reader, BiFunction<String, String, RuntimeException> failure) {
        this.reader = reader;
        this.failure = failure;
    }

    static <T> StrictDeserializer<T> ofTopic(AvroReader<T> reader) {
        return new StrictDeserializer<>(
                reader, (topic, why) -> new SerializationException("cannot read a record of " + topic + ": " + why));
    }

    static <T> StrictDeserializer<T> ofStore(AvroReader<T> reader) {
        return new StrictDeserializer<>(reader, (changelog, why) -> new UnreadableState(changelog, why, null));
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var decoding = reader.read(bytes);
        if (decoding instanceof Decoded<T> decoded) {
            return decoded.value();
        }
        var rejection = ((Rejected<T>) decoding).rejection();
        throw failure.apply(topic, rejection.code() + ", " + rejection.message());
    }
}
