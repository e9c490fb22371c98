package io.sluicegate.enricher.domain;

import java.math.BigInteger;

/**
 * A sum whose result doesn't depend on the order of its terms. Each term is rounded once to a multiple of 2^-32 (half to
 * even) and added in 128-bit two's complement, where addition is exact, associative and commutative. Terms lie within
 * ±2^63, so 2^32 of them fit. Doubles would not do: 0.1 + 0.2 + 0.3 depends on the order.
 */
final class ExactSum {
    private static final double SCALE = 0x1p32;
    private static final double WORD = 0x1p64;
    private static final double LIMIT = 0x1p63;

    private long high;
    private long low;

    ExactSum() {}

    ExactSum(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** Whether a value can be a term: finite and within ±2^63. */
    static boolean takes(double value) {
        return Math.abs(value) <= LIMIT; // false for NaN
    }

    void add(double value) {
        var scaled = Math.rint(value * SCALE); // a power of two: no rounding but rint's
        if (Math.abs(scaled) < LIMIT) {
            add((long) scaled >> 63, (long) scaled);
        } else {
            var upper = Math.floor(scaled / WORD);
            add((long) upper, unsigned(scaled - upper * WORD)); // exact: both are multiples of 2^11
        }
    }

    /** Adds another sum, by its two words. */
    void add(long otherHigh, long otherLow) {
        low += otherLow;
        var carry = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
        high += otherHigh + carry;
    }

    /** The double nearest to the sum. */
    double toDouble() {
        if (high == low >> 63) {
            return (double) low / SCALE;
        }
        var lower = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(high).shiftLeft(64).add(lower).doubleValue() / SCALE;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private static long unsigned(double word) {
        return word < LIMIT ? (long) word : (long) (word - LIMIT) + Long.MIN_VALUE;
    }
}
