package io.sluicegate.scorer.trees;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The exponential function of float32 that the C library of Linux has, to the bit, because ONNX Runtime calls it: with
 * {@code x = (k + r) · ln 2 / 32} for a whole {@code k} and {@code |r| ≤ ½}, {@code exp(x)} is {@code 2^(k/32)}, from a table, times a cubic
 * polynomial for {@code 2^(r/32)}, all in float64 with fused multiplications and additions. The algorithm and its four constants are
 * those of Szabolcs Nagy in Arm's optimized routines, which musl and Android have, too.
 */
final class Exponential {
    private static final int BITS = 5;
    private static final int ENTRIES = 1 << BITS;
    private static final int MANTISSA = 52;
    private static final double SCALE = 0x1.71547652b82fep+0 * ENTRIES;
    /** Adding it rounds to a whole number, in the lowest bits. */
    private static final double SHIFT = 0x1.8p+52;

    private static final double CUBIC = 0x1.c6af84b912394p-5 / ENTRIES / ENTRIES / ENTRIES;
    private static final double SQUARE = 0x1.ebfce50fac4f3p-3 / ENTRIES / ENTRIES;
    private static final double LINEAR = 0x1.62e42ff0c52d6p-1 / ENTRIES;
    private static final float OVERFLOW = 0x1.62e42ep6f;
    private static final float UNDERFLOW = -0x1.9fe368p6f;

    /** The powers 2^(i/32), from the bits of which those of i, shifted to the exponent, are taken away. */
    private static final long[] POWERS = powers();

    private Exponential() {}

    private static long[] powers() {
        var context = new MathContext(40);
        var root = BigDecimal.valueOf(2);
        for (var halving = 0; halving < BITS; halving++) {
            root = root.sqrt(context);
        }
        var powers = new long[ENTRIES];
        var power = BigDecimal.ONE;
        for (var i = 0; i < ENTRIES; i++) {
            powers[i] = Double.doubleToRawLongBits(power.doubleValue()) - ((long) i << (MANTISSA - BITS));
            power = power.multiply(root, context);
        }
        return powers;
    }

    static float of(float x) {
        if (Float.isNaN(x) || x > OVERFLOW) {
            return Float.isNaN(x) ? x : Float.POSITIVE_INFINITY;
        }
        if (x < UNDERFLOW) {
            return 0;
        }
        double exact = x;
        var shifted = Math.fma(SCALE, exact, SHIFT);
        var k = Double.doubleToRawLongBits(shifted);
        var r = Math.fma(SCALE, exact, -(shifted - SHIFT));
        var power = Double.longBitsToDouble(POWERS[(int) (k & (ENTRIES - 1))] + (k << (MANTISSA - BITS)));
        var high = Math.fma(CUBIC, r, SQUARE);
        var low = Math.fma(LINEAR, r, 1);
        return (float) (Math.fma(high, r * r, low) * power);
    }
}
