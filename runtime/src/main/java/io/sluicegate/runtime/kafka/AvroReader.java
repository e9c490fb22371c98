package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** A reader of records in Confluent's wire format. Safe for use by several threads. */
public final class AvroReader<T> {
    private final Schemas schemas;
    private final Function<Schema, DatumReader<T>> readers;
    private final int largest;
    private final Map<Integer, DatumReader<T>> known = new ConcurrentHashMap<>();

    AvroReader(Schemas schemas, Function<Schema, DatumReader<T>> readers) {
        this(schemas, readers, Integer.MAX_VALUE);
    }

    /** @param largest most bytes of a record; longer records are rejected */
    private AvroReader(Schemas schemas, Function<Schema, DatumReader<T>> readers, int largest) {
        this.schemas = schemas;
        this.readers = readers;
        this.largest = largest;
    }

    AvroReader<T> upTo(int bytes) {
        return new AvroReader<>(schemas, readers, bytes);
    }

    /**
     * The record in the bytes, or the rejection.
     *
     * @throws RegistryUnavailable if the schema is not known here and the registry doesn't answer
     */
    public Decoding<T> read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Decoding.rejected(ErrorCode.UNDECODABLE, "the value is null");
        }
        if (bytes.length > largest) {
            return Decoding.rejected(
                    ErrorCode.TOO_LARGE, bytes.length + " bytes; a record of this kind may have " + largest);
        }
        var id = WireFormat.schemaId(bytes);
        if (id.isEmpty()) {
            return Decoding.rejected(
                    ErrorCode.UNDECODABLE,
                    "not in Confluent's wire format: " + bytes.length + " bytes without its header");
        }
        return reader(id.getAsInt())
                .map(reader -> read(bytes, reader))
                .orElseGet(() -> Decoding.rejected(
                        ErrorCode.UNKNOWN_SCHEMA, "the registry has no Avro schema with id " + id.getAsInt()));
    }

    private Optional<DatumReader<T>> reader(int id) {
        var reader = known.get(id);
        return reader == null ? make(id) : Optional.of(reader);
    }

    private Optional<DatumReader<T>> make(int id) {
        var made = schemas.byId(id).map(readers);
        made.ifPresent(reader -> known.put(id, reader));
        return made;
    }

    private Decoding<T> read(byte[] bytes, DatumReader<T> reader) {
        var decoder =
                DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER, bytes.length - WireFormat.HEADER, null);
        try {
            @SuppressWarnings("NullAway") // null: nothing to use again
            var value = reader.read(null, decoder);
            return decoder.isEnd() ? new Decoded<>(value) : broken("bytes are left over after the record");
        } catch (RegistryUnavailable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return broken(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static <T> Decoding<T> broken(String why) {
        return Decoding.rejected(ErrorCode.UNDECODABLE, "the bytes don't follow their schema: " + why);
    }
}
