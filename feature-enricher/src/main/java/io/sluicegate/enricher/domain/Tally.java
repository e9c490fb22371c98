package io.sluicegate.enricher.domain;

/** Count, exact sum and maximum of values, or only the count of events. Tallies add up in any order. */
final class Tally {
    private long count;
    private final ExactSum sum;
    private double max;

    Tally() {
        this(0, new ExactSum(), Double.NEGATIVE_INFINITY);
    }

    Tally(long count, ExactSum sum, double max) {
        this.count = count;
        this.sum = sum;
        this.max = max;
    }

    void addEvent() {
        count++;
    }

    void add(double value) {
        count++;
        sum.add(value);
        max = Math.max(max, value);
    }

    /** Adds another tally, by its parts. */
    void add(long otherCount, long sumHigh, long sumLow, double otherMax) {
        count += otherCount;
        sum.add(sumHigh, sumLow);
        max = Math.max(max, otherMax);
    }

    long count() {
        return count;
    }

    ExactSum sum() {
        return sum;
    }

    double max() {
        return max;
    }
}
