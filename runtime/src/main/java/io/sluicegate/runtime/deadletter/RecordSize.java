package io.sluicegate.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How many bytes a record takes in a request, at most: never less than what Kafka's producer reckons. */
public final class RecordSize {
    /** Headers of the batch and of the record, with all lengths at their longest. */
    private static final int RECORD = 128;

    /** Two lengths. */
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
            size += HEADER + header.key().getBytes(UTF_8).length + length(header.value());
        }
        return size;
    }

    static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
