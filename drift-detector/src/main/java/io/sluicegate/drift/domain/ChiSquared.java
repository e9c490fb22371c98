package io.sluicegate.drift.domain;

/** The chi-squared distribution, by the series of the lower incomplete gamma function (Abramowitz and Stegun 6.5.29). */
final class ChiSquared {
    private static final int STEPS = 200;

    private ChiSquared() {}

    /** The value that is exceeded with the given chance. */
    static double upperQuantile(double chance, int degreesOfFreedom) {
        var low = 0.0;
        var high = 10.0 * degreesOfFreedom + 100.0;
        for (var step = 0; step < STEPS; step++) {
            var middle = (low + high) / 2;
            if (1 - below(middle, degreesOfFreedom) > chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The chance of a value below x. */
    static double below(double x, int degreesOfFreedom) {
        var shape = degreesOfFreedom / 2.0;
        var half = x / 2;
        var term = half <= 0 ? 0 : Math.exp(shape * Math.log(half) - half - logGammaOfHalves(degreesOfFreedom + 2));
        var sum = 0.0;
        for (var n = 1; term > sum * 1e-17; n++) {
            sum += term;
            term *= half / (shape + n);
        }
        return Math.min(1, sum);
    }

    /** Logarithm of the gamma function at halves/2, by its recurrence from 1 or from the root of pi. */
    private static double logGammaOfHalves(int halves) {
        var result = halves % 2 == 0 ? 0 : Math.log(Math.PI) / 2;
        for (var k = halves % 2 == 0 ? 2 : 1; k < halves; k += 2) {
            result += Math.log(k / 2.0);
        }
        return result;
    }
}
