package io.sluicegate.drift.domain;

import io.sluicegate.bundle.Bins;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The counts of one subject. They add up: the tallies of parts, merged, are the tally of the whole. */
public final class Tally {
    private final long[] counts;
    private long rows;
    private long missing;
    private double sum;

    /** Counts nothing yet. */
    public Tally(int cells) {
        this(0, 0, new long[cells], 0);
    }

    /** Counts what has been counted elsewhere; the array is taken over. */
    public Tally(long rows, long missing, long[] counts, double sum) {
        this.rows = rows;
        this.missing = missing;
        this.counts = counts;
        this.sum = sum;
    }

    /** Counts a row by its value; one that is no finite number is missing, as it is in the reference. */
    public void add(Bins bins, double value) {
        if (Double.isFinite(value)) {
            add(bins.of(value), value);
        } else {
            rows++;
            missing++;
        }
    }

    /** Counts a row in a cell. */
    public void add(int cell, double value) {
        rows++;
        counts[cell]++;
        sum += value;
    }

    /** Counts a row that falls in no cell. */
    public void add() {
        rows++;
    }

    /** Adds all that another has counted. */
    public void merge(Tally other) {
        if (other.counts.length != counts.length) {
            throw new IllegalArgumentException(
                    "counts in " + other.counts.length + " cells can't be added to counts in " + counts.length);
        }
        rows += other.rows;
        missing += other.missing;
        sum += other.sum;
        Arrays.setAll(counts, cell -> counts[cell] + other.counts[cell]);
    }

    /** What has been counted since an earlier state of it. */
    Tally since(Tally before) {
        var since = LongStream.range(0, counts.length)
                .map(cell -> counts[(int) cell] - before.counts[(int) cell])
                .toArray();
        return new Tally(rows - before.rows, missing - before.missing, since, sum - before.sum);
    }

    public long rows() {
        return rows;
    }

    public long missing() {
        return missing;
    }

    /** Rows in one cell. */
    public long in(int cell) {
        return counts[cell];
    }

    /** How many cells there are. */
    public int cells() {
        return counts.length;
    }

    public double sum() {
        return sum;
    }
}
