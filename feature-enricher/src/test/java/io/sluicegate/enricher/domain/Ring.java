package io.sluicegate.enricher.domain;

import java.util.Arrays;

/** The tallies of one entity in buckets of event time, ascending; empty buckets take no room. */
final class Ring {
    private long[] buckets;
    private Tally[] tallies;
    private int size;

    Ring() {
        this(0);
    }

    Ring(int capacity) {
        buckets = new long[capacity];
        tallies = new Tally[capacity];
    }

    int size() {
        return size;
    }

    long bucket(int position) {
        return buckets[position];
    }

    Tally tally(int position) {
        return tallies[position];
    }

    /** The tally of a bucket, created if necessary. */
    Tally at(long bucket) {
        if (size == 0 || bucket > buckets[size - 1]) {
            insert(size, bucket, new Tally());
            return tallies[size - 1];
        }
        int found = Arrays.binarySearch(buckets, 0, size, bucket);
        if (found < 0) {
            found = -found - 1;
            insert(found, bucket, new Tally());
        }
        return tallies[found];
    }

    /** Appends a bucket that lies after all others. */
    void append(long bucket, Tally tally) {
        insert(size, bucket, tally);
    }

    /** The sum of the tallies from the first bucket to the last, both included. */
    Tally total(long first, long last) {
        var total = new Tally();
        for (int i = size - 1; i >= 0 && buckets[i] >= first; i--) {
            if (buckets[i] <= last) {
                total.add(
                        tallies[i].count(),
                        tallies[i].sum().high(),
                        tallies[i].sum().low(),
                        tallies[i].max());
            }
        }
        return total;
    }

    /** Drops the buckets before the first one to keep. */
    void keepFrom(long first) {
        int drop = 0;
        while (drop < size && buckets[drop] < first) {
            drop++;
        }
        if (drop > 0) {
            System.arraycopy(buckets, drop, buckets, 0, size - drop);
            System.arraycopy(tallies, drop, tallies, 0, size - drop);
            size -= drop;
        }
    }

    private void insert(int position, long bucket, Tally tally) {
        if (size == buckets.length) {
            int capacity = Math.max(4, size * 2);
            buckets = Arrays.copyOf(buckets, capacity);
            tallies = Arrays.copyOf(tallies, capacity);
        }
        System.arraycopy(buckets, position, buckets, position + 1, size - position);
        System.arraycopy(tallies, position, tallies, position + 1, size - position);
        buckets[position] = bucket;
        tallies[position] = tally;
        size++;
    }
}
