package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.kafka.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Decoding.Rejected;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A deserializer that throws on a record that can't be read. */
final class StrictDeserializer<T> implements Deserializer<T> {
    private final AvroReader<T> reader;

    StrictDeserializer(AvroReader<T> reader) {
        this.reader = reader;
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
        throw new SerializationException(
                "cannot read a record of " + topic + ": " + rejection.code() + ", " + rejection.message());
    }
}
