package io.sluicegate.bundle;

import io.sluicegate.records.NumericProfile;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A profiler that cuts numbers into bins at their own quantiles.
 *
 * <p>There are up to 250 bins, so that deciles are among the edges. A value so frequent that it spans several quantiles (a boolean,
 * a count) gets a bin of its own: it and the next distinct value are edges. No edge lies at the smallest value, for nothing was
 * below it; only where all values are equal, there is an edge at either side, so that any other value shows.
 */
final class NumericProfiler {
    private static final int BINS = 250;

    private NumericProfiler() {}

    /** @param values the numbers; values that aren't finite count as missing */
    static NumericProfile profile(String name, double[] values) {
        var sorted = DoubleStream.of(values)
                .filter(Double::isFinite)
                .map(value -> value + 0.0) // -0.0 sorts before 0.0, yet equals it
                .sorted()
                .toArray();
        var edges = edges(sorted);
        var mean = DoubleStream.of(sorted).average().orElse(0);
        var variance = DoubleStream.of(sorted)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return NumericProfile.newBuilder()
                .setName(name)
                .setEdges(DoubleStream.of(edges).boxed().toList())
                .setCounts(LongStream.of(counts(sorted, edges)).boxed().toList())
                .setMissing(values.length - sorted.length)
                .setMean(mean)
                .setStandardDeviation(Math.sqrt(variance))
                .build();
    }

    private static double[] edges(double[] sorted) {
        if (sorted.length == 0) {
            return new double[0];
        }
        var smallest = sorted[0];
        if (smallest == sorted[sorted.length - 1]) {
            return new double[] {smallest, Math.nextUp(smallest)};
        }
        var edges = new TreeSet<Double>();
        var last = smallest;
        for (var bin = 1; bin < BINS; bin++) {
            var quantile = sorted[(int) ((long) bin * sorted.length / BINS)];
            addEdge(edges, quantile == last ? nextDistinct(sorted, quantile) : quantile);
            last = quantile;
        }
        edges.remove(smallest);
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void addEdge(Set<Double> edges, double edge) {
        if (!Double.isNaN(edge)) {
            edges.add(edge);
        }
    }

    private static double nextDistinct(double[] sorted, double value) {
        var after = Arrays.binarySearch(sorted, Math.nextUp(value));
        var index = after >= 0 ? after : -after - 1;
        return index < sorted.length ? sorted[index] : Double.NaN;
    }

    private static long[] counts(double[] sorted, double[] edges) {
        var bins = new Bins(edges);
        var counts = new long[bins.count()];
        for (var value : sorted) {
            counts[bins.of(value)]++;
        }
        return counts;
    }
}
