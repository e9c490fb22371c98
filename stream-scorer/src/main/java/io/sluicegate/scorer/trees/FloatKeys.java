package io.sluicegate.scorer.trees;

/** Keys of features of float32: their bits, in the order of the numbers. */
final class FloatKeys extends Keys {
    private static final int MAGNITUDE = Integer.MAX_VALUE;
    private static final int SIGN = 31;

    @Override
    int atMost(int feature, double value) {
        return key((float) value);
    }

    @Override
    int below(int feature, double value) {
        return key((float) value) - 1;
    }

    /** The key of a number; both zeros have the same. */
    static int key(float value) {
        var bits = Float.floatToRawIntBits(value + 0f);
        return bits ^ ((bits >> SIGN) & MAGNITUDE);
    }

    /**
     * Makes the keys of rows.
     *
     * @param features the features of the rows, one row after the other
     * @param stride the features in a row
     * @param columns the feature of each column
     * @param missing the key of a missing value in each column
     */
    static void fill(float[] features, int from, int rows, int stride, int[] columns, int[] missing, int[] keys) {
        var at = 0;
        for (var row = from; row < from + rows; row++) {
            var begin = row * stride;
            for (var column = 0; column < columns.length; column++) {
                var value = features[begin + columns[column]];
                keys[at++] = Float.isNaN(value) ? missing[column] : key(value);
            }
        }
    }
}
