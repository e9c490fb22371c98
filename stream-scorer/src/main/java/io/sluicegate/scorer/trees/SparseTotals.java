package io.sluicegate.scorer.trees;

import io.sluicegate.scorer.trees.Ensemble.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * Totals of any kind: several targets, of which a leaf may have some; sums, lowest and highest weights; float32 and float64. A sum of two
 * numbers of float32 in float64 that is then rounded to float32 is the sum in float32.
 */
final class SparseTotals implements Totals {
    private final Weights weights;
    private final int targets;
    private final Aggregate aggregate;
    private final boolean precise;
    private final double[] totals;
    private final boolean[] has;

    /**
     * The weights of the leaves, one leaf after the other.
     *
     * @param first for the place of a leaf, where its weights begin
     * @param count for the place of a leaf, how many it has
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Weights(int[] first, int[] count, int[] targets, double[] values) {
        static Weights of(Forest forest, Ensemble ensemble) {
            var first = new int[forest.places()];
            var count = new int[forest.places()];
            var all = new java.util.ArrayList<Weight>();
            for (var place = 0; place < first.length; place++) {
                var ofLeaf = of(forest, ensemble, place);
                first[place] = all.size();
                count[place] = ofLeaf.size();
                all.addAll(ofLeaf);
            }
            return new Weights(
                    first,
                    count,
                    all.stream().mapToInt(Weight::target).toArray(),
                    all.stream().mapToDouble(Weight::value).toArray());
        }

        /** The weights of the leaf at a place; with one target only the first counts. */
        private static List<Weight> of(Forest forest, Ensemble ensemble, int place) {
            var leaf = forest.leaf(place);
            var weights = leaf == Forest.NO_LEAF
                    ? List.<Weight>of()
                    : ensemble.nodes().get(leaf).weights();
            return ensemble.targets() == 1 && weights.size() > 1 ? weights.subList(0, 1) : weights;
        }
    }

    SparseTotals(Weights weights, Ensemble ensemble, int rows) {
        this.weights = weights;
        this.targets = ensemble.targets();
        this.aggregate = ensemble.aggregate();
        this.precise = ensemble.precise();
        this.totals = new double[rows * targets];
        this.has = new boolean[rows * targets];
    }

    @Override
    public void begin(int rows) {
        Arrays.fill(totals, 0, rows * targets, 0);
        Arrays.fill(has, 0, rows * targets, false);
    }

    @Override
    public void addTree(int[] leaves, int rows) {
        for (var row = 0; row < rows; row++) {
            add(row, leaves[row]);
        }
    }

    @Override
    public void addRow(int row, int[] leaves, int trees) {
        for (var tree = 0; tree < trees; tree++) {
            add(row, leaves[tree]);
        }
    }

    private void add(int row, int leaf) {
        var first = weights.first()[leaf];
        for (var i = first; i < first + weights.count()[leaf]; i++) {
            var place = row * targets + weights.targets()[i];
            totals[place] = together(totals[place], weights.values()[i], has[place]);
            has[place] = true;
        }
    }

    private double together(double total, double value, boolean begun) {
        return switch (aggregate) {
            case MIN -> !begun || value < total ? value : total;
            case MAX -> !begun || value > total ? value : total;
            default -> precise ? total + value : (float) (total + value);
        };
    }

    @Override
    public double of(int row, int target) {
        return totals[row * targets + target];
    }

    @Override
    public boolean has(int row, int target) {
        return has[row * targets + target];
    }
}
