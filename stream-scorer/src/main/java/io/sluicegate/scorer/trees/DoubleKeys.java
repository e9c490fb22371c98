package io.sluicegate.scorer.trees;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Keys of features of float64: their rank among the values that the ensemble compares the feature with. */
final class DoubleKeys extends Keys {
    private final Map<Integer, double[]> values = new HashMap<>();

    DoubleKeys(Ensemble ensemble) {
        var sorted = new HashMap<Integer, TreeSet<Double>>();
        for (var node : ensemble.nodes()) {
            if (!node.isLeaf() && !Double.isNaN(node.value())) {
                sorted.computeIfAbsent(node.feature(), any -> new TreeSet<>()).add(node.value() + 0.0);
            }
        }
        sorted.forEach((feature, all) -> values.put(
                feature, all.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    @Override
    int atMost(int feature, double value) {
        return key(of(feature), value);
    }

    @Override
    int below(int feature, double value) {
        return key(of(feature), value) - 1;
    }

    /** The values that a feature is compared with, in order. */
    double[] of(int feature) {
        return values.getOrDefault(feature, new double[0]);
    }

    /** The values of each column's feature. */
    double[][] ofColumns() {
        return Arrays.stream(features()).mapToObj(this::of).toArray(double[][]::new);
    }

    /** An odd key for one of the values, an even one for a number between two of them. */
    static int key(double[] values, double value) {
        var place = Arrays.binarySearch(values, value + 0.0);
        return place >= 0 ? 2 * place + 1 : 2 * (-place - 1);
    }

    /** Makes the keys of rows; as {@link FloatKeys#fill}. */
    static void fill(
            double[] features,
            int from,
            int rows,
            int stride,
            int[] columns,
            int[] missing,
            double[][] values,
            int[] keys) {
        var at = 0;
        for (var row = from; row < from + rows; row++) {
            for (var column = 0; column < columns.length; column++) {
                var value = features[row * stride + columns[column]];
                keys[at++] = Double.isNaN(value) ? missing[column] : key(values[column], value);
            }
        }
    }
}
