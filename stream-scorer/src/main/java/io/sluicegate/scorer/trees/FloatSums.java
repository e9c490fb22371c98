package io.sluicegate.scorer.trees;

import java.util.Arrays;

/** Sums in float32 where each leaf has one weight, all of them for the same target: what most ensembles need. */
final class FloatSums implements Totals {
    private final float[] weights;
    private final int only;
    private final float[] sums;

    /**
     * @param weights the weight of the leaf at each place
     * @param only the target that they are for
     */
    FloatSums(float[] weights, int only, int rows) {
        this.weights = weights;
        this.only = only;
        this.sums = new float[rows];
    }

    @Override
    public void begin(int rows) {
        Arrays.fill(sums, 0, rows, 0f);
    }

    @Override
    public void addTree(int[] leaves, int rows) {
        for (var row = 0; row < rows; row++) {
            sums[row] += weights[leaves[row]];
        }
    }

    @Override
    public void addRow(int row, int[] leaves, int trees) {
        var sum = sums[row];
        for (var tree = 0; tree < trees; tree++) {
            sum += weights[leaves[tree]];
        }
        sums[row] = sum;
    }

    @Override
    public double of(int row, int target) {
        return target == only ? sums[row] : 0;
    }

    @Override
    public boolean has(int row, int target) {
        return target == only;
    }
}
