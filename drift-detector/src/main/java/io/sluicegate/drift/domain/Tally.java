package io.sluicegate.drift.domain;

import io.sluicegate.bundle.Bins;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The counts of one subject. Merging the tallies of all parts gives the tally of the whole. */
public final class Tally {
    private final long[] counts;
    private long rows;
    private long missing;
    private double sum;

    /** Counts nothing yet. */
    public Tally(int cells) {
        this(0, 0, new long[cells], 0);
    }

    /** Restores counts; takes ownership of the array. */
    public Tally(long rows, long missing, long[] counts, double sum) {
        this.rows = rows;
        this.missing = missing;
        this.counts = counts;
        this.sum = sum;
    }

    /** Counts a row by its value; a value that isn't finite counts as missing, as in the reference. */
    public void add(Bins bins, double value) {
        if (Double.isFinite(value)) {
            add(bins.of(value), value);
        } else {
            addMissing();
        }
    }

    /** Counts a row without a value. */
    public void addMissing() {
        rows++;
        missing++;
    }

    /** Counts a row in a cell. */
    public void add(int cell, double value) {
        rows++;
        counts[cell]++;
        sum += value;
    }

    /** Counts a row without a cell. */
    public void add() {
        rows++;
    }

    /** Adds the other's counts. */
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

    /** The difference from an earlier state of this tally. */
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
