package io.sluicegate.scorer.trees;

import java.util.Arrays;

/**
 * Walks rows through an ensemble, a block of them at a time, tree by tree, so that a tree's nodes stay in the processor's cache while rows
 * pass. Rows that are fewer than a forest's lanes are walked one by one, through several trees at a time. Belongs to one thread.
 */
public final class EnsembleWalk {
    /** The rows that walk together: their keys fit a cache, too. */
    private static final int BLOCK = 64;

    private final CompiledEnsemble compiled;
    private final Forest forest;
    private final int[] keys;
    private final int[] leaves;
    private final Totals totals;
    private final Answers answers;

    EnsembleWalk(CompiledEnsemble compiled, int rows) {
        this.compiled = compiled;
        this.forest = compiled.forest;
        var most = Forest.room(Math.min(BLOCK, rows));
        this.keys = new int[most * forest.width()];
        this.leaves = new int[Math.max(most, Forest.room(forest.trees()))];
        this.totals = compiled.totals(most);
        this.answers = Answers.of(compiled.ensemble);
    }

    /**
     * Scores rows of float32.
     *
     * @param features the features of the rows, one row after the other
     * @param stride the features in a row
     * @param numbers gets the numbers of each row
     * @param classes gets the position of each row's class
     */
    public void run(float[] features, int rows, int stride, double[] numbers, int[] classes) {
        for (var from = 0; from < rows; from += BLOCK) {
            var count = Math.min(BLOCK, rows - from);
            FloatKeys.fill(features, from, count, stride, compiled.columns, compiled.missing, keys);
            walk(from, count, numbers, classes);
        }
    }

    /** Scores rows of float64; as with float32. */
    public void run(double[] features, int rows, int stride, double[] numbers, int[] classes) {
        for (var from = 0; from < rows; from += BLOCK) {
            var count = Math.min(BLOCK, rows - from);
            DoubleKeys.fill(features, from, count, stride, compiled.columns, compiled.missing, compiled.ranked, keys);
            walk(from, count, numbers, classes);
        }
    }

    private void walk(int from, int rows, double[] numbers, int[] classes) {
        totals.begin(rows);
        if (rows < Forest.LANES) {
            for (var row = 0; row < rows; row++) {
                forest.ofRow(keys, row * forest.width(), leaves);
                totals.addRow(row, leaves, forest.trees());
            }
        } else {
            Arrays.fill(keys, rows * forest.width(), Forest.room(rows) * forest.width(), 0);
            for (var tree = 0; tree < forest.trees(); tree++) {
                forest.ofTree(tree, keys, rows, leaves);
                totals.addTree(leaves, rows);
            }
        }
        for (var row = 0; row < rows; row++) {
            classes[from + row] = answers.finish(totals, row);
            System.arraycopy(
                    answers.numbers, 0, numbers, (from + row) * answers.numbers.length, answers.numbers.length);
        }
    }
}
