package io.sluicegate.drift.domain;

import io.sluicegate.records.NumericProfile;

/**
 * The Kolmogorov-Smirnov distance of a window from its reference.
 *
 * @param distance the greatest distance of the two distribution functions at the bins' edges, where both are known
 *     exactly; the true distance is never less
 * @param bound the true distance is never more: inside a bin either function may rise by that bin's rows before the other
 */
record KolmogorovSmirnov(double distance, double bound) {

    static KolmogorovSmirnov of(NumericProfile reference, Tally window) {
        var expectedRows =
                reference.getCounts().stream().mapToLong(Long::longValue).sum();
        var actualRows = window.rows() - window.missing();
        if (expectedRows == 0 || actualRows == 0) {
            return new KolmogorovSmirnov(0, 1);
        }
        var expected = 0L;
        var actual = 0L;
        var distance = 0.0;
        var bound = 0.0;
        for (var bin = 0; bin < window.cells(); bin++) {
            var expectedBefore = (double) expected / expectedRows;
            var actualBefore = (double) actual / actualRows;
            expected += reference.getCounts().get(bin);
            actual += window.in(bin);
            var expectedAfter = (double) expected / expectedRows;
            var actualAfter = (double) actual / actualRows;
            distance = Math.max(distance, Math.abs(expectedAfter - actualAfter));
            bound = Math.max(bound, Math.max(expectedAfter - actualBefore, actualAfter - expectedBefore));
        }
        return new KolmogorovSmirnov(distance, bound);
    }
}
