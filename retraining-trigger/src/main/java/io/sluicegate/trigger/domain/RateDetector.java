package io.sluicegate.trigger.domain;

import java.util.Arrays;
import java.util.List;

/**
 * Detects that one failure rate has risen above a limit, valid however often one looks.
 *
 * <p>A bet on a rate p above the limit q multiplies its stake by (p/q) for each failure and by (1-p)/(1-q) for each other row. While the
 * true rate is q or less, no stake is expected to grow. The rate may go wrong at any time, so each window begins a new stake of one
 * beside those that stand: R = (1 + R)·factor, the Shiryaev-Roberts sum, averaged over a few p, because the size of the failure is
 * unknown. While the rate is within the limit, R exceeds A for the first time after A windows at least, on average (an e-detector: Shin,
 * Ramdas and Rinaldo, E-detectors, 2024; Shiryaev, On Optimum Methods in Quickest Detection Problems, 1963). A later start can only make
 * the sum smaller, so forgetting old windows gives no false alarm. A window without rows starts no stake. The bound assumes independent
 * rows.
 *
 * @param limit the greatest acceptable failure rate
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

    /** Computes with logarithms, because with many rows one factor may exceed the range of a double. */
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
