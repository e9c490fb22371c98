package io.sluicegate.scorer.domain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A polled record, not yet decoded. */
public final class RawRecord {
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;

    /** Keeps the arrays themselves: their identity distinguishes reads of the same position. */
    public RawRecord(int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.value = value;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** Whether the other record comes from the same read: same position, same value array. */
    boolean isSameAs(RawRecord other) {
        return partition == other.partition && offset == other.offset && value == other.value;
    }

    /** Whether the other record has the same position and bytes, possibly from another read. */
    boolean isEqualTo(RawRecord other) {
        return partition == other.partition
                && offset == other.offset
                && Arrays.equals(key, other.key)
                && Arrays.equals(value, other.value);
    }
}
