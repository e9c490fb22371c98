package io.sluicegate.runtime.deadletter;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** An upper bound of a record's bytes in a produce request: never below the estimate of Kafka's producer. */
public final class RecordSize {
    /** Overhead of batch and record, with every length field at its longest. */
    private static final int RECORD = 128;

    /** Overhead of one header: two length fields. */
    private static final int HEADER = 10;

    private RecordSize() {}

    public static long of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return of(key, value) + of(headers);
    }

    public static long of(byte @Nullable [] key, byte @Nullable [] value) {
        return RECORD + length(key) + length(value);
    }

    static long of(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += HEADER + Utils.utf8Length(header.key()) + length(header.value());
        }
        return size;
    }

    static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
