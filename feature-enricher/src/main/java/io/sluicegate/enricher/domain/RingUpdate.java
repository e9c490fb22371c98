package io.sluicegate.enricher.domain;

import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import java.io.IOException;

/**
 * The update of one window's ring by an event. A ring has the tallies of an entity in buckets of event time, ascending; empty
 * buckets take no room. One pass over its bytes adds up the window that ends with the event, and finds the parts that stay as they
 * are: the buckets before the event's own, without those that no event needs any more, and the buckets after it.
 */
final class RingUpdate {
    private static final int NONE = -1;

    private final boolean hasValues;
    private final long own;
    private final long first;
    private final long keepFrom;
    private final Tally total = new Tally();
    private final Tally ownTally = new Tally();
    private int size;
    private boolean hasOwn;

    private long
            front; // the first bucket that stays, its bytes without its index, and the last bucket before the event's
    // own
    private int frontFrom = NONE;
    private int frontTo;
    private long before;

    private long next; // the first bucket after the event's own, and its bytes without its index
    private int nextFrom = NONE;
    private int end;

    /**
     * Starts with an empty ring.
     *
     * @param time of the event
     * @param earliest the time of the earliest event that may still count
     */
    RingUpdate(Window window, long time, long earliest) {
        hasValues = window.hasValues();
        own = window.bucket(time);
        first = window.first(time);
        keepFrom = window.first(earliest);
    }

    /** Reads the ring as it is, from the number of its buckets on. */
    void read(BinaryInput in) throws IOException {
        int buckets = in.readInt();
        long bucket = 0;
        for (int i = 0; i < buckets; i++) {
            bucket += in.readLong();
            int from = in.position();
            if (bucket < keepFrom) {
                skipTally(in, hasValues);
            } else {
                readTally(bucket, in);
                place(bucket, from, in.position());
            }
        }
        end = in.position();
    }

    private void readTally(long bucket, BinaryInput in) throws IOException {
        long count = in.readLong();
        long high = hasValues ? in.readLong() : 0;
        long low = hasValues ? in.readLong() : 0;
        double max = hasValues ? in.readDouble() : Double.NEGATIVE_INFINITY;
        if (bucket >= first && bucket <= own) {
            total.add(count, high, low, max);
        }
        if (bucket == own) {
            ownTally.add(count, high, low, max);
        }
    }

    private void place(long bucket, int from, int to) {
        size++;
        if (bucket == own) {
            hasOwn = true;
        } else if (bucket < own) {
            if (frontFrom == NONE) {
                front = bucket;
                frontFrom = from;
            }
            frontTo = to;
            before = bucket;
        } else if (nextFrom == NONE) {
            next = bucket;
            nextFrom = from;
        }
    }

    /** Counts the event, with its value if the window has values. */
    void count(double value) {
        if (!hasOwn) {
            hasOwn = true;
            size++;
        }
        if (hasValues) {
            ownTally.add(value);
            total.add(value);
        } else {
            ownTally.addEvent();
            total.addEvent();
        }
    }

    /** The tally of the window that ends with the event. */
    Tally total() {
        return total;
    }

    /**
     * Writes the ring, from the number of its buckets on.
     *
     * @param source the bytes that the ring was read from
     */
    void write(byte[] source, BinaryOutput out) {
        out.writeLong(size);
        long bucket = 0;
        if (frontFrom != NONE) {
            out.writeLong(front);
            out.write(source, frontFrom, frontTo - frontFrom);
            bucket = before;
        }
        if (hasOwn) {
            out.writeLong(own - bucket);
            writeTally(out);
            bucket = own;
        }
        if (nextFrom != NONE) {
            out.writeLong(next - bucket);
            out.write(source, nextFrom, end - nextFrom);
        }
    }

    private void writeTally(BinaryOutput out) {
        out.writeLong(ownTally.count());
        if (hasValues) {
            out.writeLong(ownTally.sum().high());
            out.writeLong(ownTally.sum().low());
            out.writeDouble(ownTally.max());
        }
    }

    /** Skips the rest of a ring, from the number of its buckets on. */
    static void skip(BinaryInput in, boolean hasValues) throws IOException {
        int buckets = in.readInt();
        for (int i = 0; i < buckets; i++) {
            var unused = in.readLong();
            skipTally(in, hasValues);
        }
    }

    private static void skipTally(BinaryInput in, boolean hasValues) throws IOException {
        var unusedCount = in.readLong();
        if (hasValues) {
            var unusedHigh = in.readLong();
            var unusedLow = in.readLong();
            in.pass(Double.BYTES);
        }
    }
}
