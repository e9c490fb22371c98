package io.sluicegate.trigger.domain;

import java.util.Arrays;
import java.util.List;

/**
 * Watches one failure rate for having gone above a limit, however often one looks.
 *
 * <p>A bet on a rate p above the limit q multiplies its stake by (p/q) for each failure and by (1-p)/(1-q) for each other row.
 * While the true rate is q or less, no stake is expected to grow. The rate may go wrong at any time, so each window begins a
 * new stake of one beside those that stand: R = (1 + R)·factor, the Shiryaev-Roberts sum, averaged over a few p, for nobody
 * knows how bad it will be. While the rate is within the limit, R exceeds A for the first time after A windows at least, on
 * average (an e-detector: Shin, Ramdas and Rinaldo, E-detectors, 2024; Shiryaev, On Optimum Methods in Quickest Detection
 * Problems, 1963). To begin the sum later can only make it smaller, so forgetting old windows gives no false alarm. A window
 * without rows begins no stake. Rows are taken for independent.
 *
 * @param limit the greatest failure rate that is still good
 */
record RateDetector(double limit) {
    private static final double[] FACTORS = {1.25, 1.6, 2.5, 5, 20};

    /** The evidence, after the last window, that the rate is above the limit. */
    double above(List<Rate> windows) {
        return Arrays.stream(FACTORS)
                .map(factor -> sum(windows, Odds.times(limit, factor)))
                .average()
                .orElseThrow();
    }

    /** Kept as a logarithm: with many rows a factor alone may be more, or less, than a double can hold. */
    private double sum(List<Rate> windows, double bet) {
        return Math.exp(windows.stream()
                .filter(window -> window.rows() > 0)
                .reduce(
                        Double.NEGATIVE_INFINITY,
                        (logSum, window) -> logOfOneMore(logSum) + Odds.logRatio(window, bet, limit),
                        (one, other) -> other));
    }

    /** log(1 + x) of log x. */
    private static double logOfOneMore(double log) {
        return Math.max(log, 0) + Math.log1p(Math.exp(-Math.abs(log)));
    }
}
