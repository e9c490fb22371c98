package io.sluicegate.enricher.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.runtime.binary.BinaryOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A writer of features records, straight from the computed values into one array. It writes the bytes that Avro's writers write for
 * {@link FeaturesSchema#record}. Safe for use by several threads.
 */
public final class FeaturesWriter {
    /** Indexes in the union of null and a feature's type. */
    private static final long ABSENT = 0;

    private static final long PRESENT = 1;

    private final byte[] header;
    private final byte[] fingerprint;
    private final FeatureDefinition.Type[] types;

    FeaturesWriter(byte[] header, FeatureSet features) {
        this.header = header.clone();
        this.fingerprint = features.fingerprint().getBytes(UTF_8);
        this.types = features.features().stream().map(FeatureDefinition::type).toArray(FeatureDefinition.Type[]::new);
    }

    /** The record's bytes, after the header. */
    public byte[] write(FeatureVector features) {
        var out = BinaryOutput.begin();
        out.write(header);
        out.writeString(features.eventId());
        out.writeLong(features.eventTime());
        out.writeBytes(fingerprint);
        for (int i = 0; i < types.length; i++) {
            write(types[i], features.values().get(i), out);
        }
        return out.toByteArray();
    }

    private static void write(FeatureDefinition.Type type, @Nullable Object value, BinaryOutput out) {
        if (value == null) {
            out.writeLong(ABSENT);
            return;
        }
        out.writeLong(PRESENT);
        switch (type) {
            case DOUBLE -> out.writeDouble((Double) value);
            case LONG -> out.writeLong((Long) value);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case STRING -> out.writeString((String) value);
            case VECTOR -> out.writeBytes((ByteBuffer) value);
        }
    }
}
