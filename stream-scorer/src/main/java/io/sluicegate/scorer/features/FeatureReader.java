package io.sluicegate.scorer.features;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.runtime.kafka.Decoding;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Schemas;
import io.sluicegate.runtime.kafka.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A decoder of features records, by the schema that they were written with. Belongs to one thread. */
public final class FeatureReader {
    private final Schemas schemas;
    private final Map<Integer, Optional<FeatureLayout>> layouts = new HashMap<>();

    public FeatureReader(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * The row in the bytes, or the rejection.
     *
     * @throws io.sluicegate.runtime.kafka.RegistryUnavailable if the schema is not known here and the registry doesn't answer
     */
    public Decoding<FeatureRow> read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return rejected("the value is null");
        }
        var id = WireFormat.schemaId(bytes);
        return id.isEmpty()
                ? rejected("not in Confluent's wire format: " + bytes.length + " bytes without its header")
                : read(bytes, id.getAsInt());
    }

    /** Whether reading the row needs a call to the registry. */
    public boolean mustAsk(byte @Nullable [] bytes) {
        var id = bytes == null ? OptionalInt.empty() : WireFormat.schemaId(bytes);
        return id.isPresent() && !layouts.containsKey(id.getAsInt()) && !schemas.knows(id.getAsInt());
    }

    private Decoding<FeatureRow> read(byte[] bytes, int id) {
        var known = layouts.get(id);
        if (known != null) {
            return read(bytes, known, id);
        }
        var schema = schemas.byId(id);
        if (schema.isEmpty()) {
            return Decoding.rejected(ErrorCode.UNKNOWN_SCHEMA, "the registry has no schema with id " + id);
        }
        var layout = FeatureLayout.of(schema.get());
        layouts.put(id, layout);
        return read(bytes, layout, id);
    }

    private static Decoding<FeatureRow> read(byte[] bytes, Optional<FeatureLayout> layout, int id) {
        if (layout.isEmpty()) {
            return rejected("schema " + id + " isn't a schema of features records: it has no field eventTime");
        }
        try {
            return new Decoded<>(layout.get().read(bytes));
        } catch (IOException | RuntimeException e) { // instead of AvroRuntimeException, because Avro throws others, too
            return rejected("the bytes don't follow schema " + id + ": "
                    + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Decoding<FeatureRow> rejected(String message) {
        return Decoding.rejected(ErrorCode.UNDECODABLE, message);
    }
}
