package io.sluicegate.runtime.kafka;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Confluent's wire format: a zero byte, the schema's id in four bytes, then the Avro binary. */
public final class WireFormat {
    /** Bytes before the Avro binary. */
    public static final int HEADER = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /** The schema's id, or empty if the bytes aren't in the wire format; registries count from one. */
    public static OptionalInt schemaId(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            return OptionalInt.empty();
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        return id > 0 ? OptionalInt.of(id) : OptionalInt.empty();
    }

    /** The bytes before the Avro binary. */
    public static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(schemaId).array();
    }
}
