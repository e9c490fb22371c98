package io.sluicegate.bench.soak;

import java.util.Arrays;

/**
 * The slope of a line through points: the median of the slopes of all pairs. Up to 29 % of the points may be anything without
 * moving it far, so one collection of garbage or one slow sample is no trend. (Theil 1950; Sen, JASA 63, 1968.)
 */
final class TheilSen {
    private TheilSen() {}

    /** 0 where no two points differ in x. */
    static double slope(double[] x, double[] y) {
        var slopes = new double[x.length * (x.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[j] != x[i]) {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        return count == 0 ? 0 : median(Arrays.copyOf(slopes, count));
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
