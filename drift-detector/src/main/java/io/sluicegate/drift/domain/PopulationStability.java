package io.sluicegate.drift.domain;

import io.sluicegate.records.NumericProfile;
import java.util.List;

/**
 * The population stability index of a window against its reference.
 *
 * @param value the index
 * @param cells the number of cells in the sum
 */
record PopulationStability(double value, int cells) {
    private static final int DECILES = 10;
    private static final double SMOOTHING = 0.5;

    static PopulationStability of(NumericProfile reference, Tally window) {
        var group = deciles(reference.getCounts());
        var withMissing = reference.getMissing() + window.missing() > 0;
        var deciles = group[group.length - 1] + 1;
        var cells = deciles + (withMissing ? 1 : 0);
        var expected = new double[cells];
        var actual = new double[cells];
        for (var bin = 0; bin < group.length; bin++) {
            expected[group[bin]] += reference.getCounts().get(bin);
            actual[group[bin]] += window.in(bin);
        }
        if (withMissing) {
            expected[deciles] = reference.getMissing();
            actual[deciles] = window.missing();
        }
        return new PopulationStability(index(expected, actual), cells);
    }

    private static double index(double[] expected, double[] actual) {
        var expectedRows = smoothedSum(expected);
        var actualRows = smoothedSum(actual);
        var index = 0.0;
        for (var cell = 0; cell < expected.length; cell++) {
            var p = (expected[cell] + SMOOTHING) / expectedRows;
            var q = (actual[cell] + SMOOTHING) / actualRows;
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }

    private static double smoothedSum(double[] cells) {
        var sum = 0.0;
        for (var cell : cells) {
            sum += cell + SMOOTHING;
        }
        return sum;
    }

    /** The decile of each bin. A decile ends with the bin in which the reference reaches the next tenth of its rows. */
    static int[] deciles(List<Long> counts) {
        var rows = counts.stream().mapToLong(Long::longValue).sum();
        var decile = new int[counts.size()];
        var reached = 0L;
        var tenth = 1;
        for (var bin = 0; bin < decile.length - 1; bin++) {
            reached += counts.get(bin);
            var ends = reached * DECILES >= tenth * rows && reached < rows;
            decile[bin + 1] = decile[bin] + (ends ? 1 : 0);
            tenth = ends ? (int) (reached * DECILES / rows) + 1 : tenth;
        }
        return decile;
    }
}
