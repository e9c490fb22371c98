package io.sluicegate.scorer.trees;

import java.util.Arrays;

/** The last step on a row's numbers, as ONNX Runtime computes it in float32. */
final class Transforms {
    /** Numbers this near to 0 are 0 to SOFTMAX_ZERO. */
    private static final float ZERO = 0.0000001f;

    private Transforms() {}

    /** Changes the numbers, of which there are at least two. */
    static void apply(Transform transform, double[] numbers) {
        switch (transform) {
            case LOGISTIC -> Arrays.setAll(numbers, i -> logistic((float) numbers[i]));
            case SOFTMAX -> softmax(numbers, false);
            case SOFTMAX_ZERO -> softmax(numbers, true);
            default -> {
                // as they are
            }
        }
    }

    static float logistic(float value) {
        var positive = 1 / (1 + Exponential.of(-Math.abs(value)));
        return value < 0 ? 1 - positive : positive;
    }

    private static void softmax(double[] numbers, boolean keepsZeros) {
        var highest = -Float.MAX_VALUE;
        for (var number : numbers) {
            highest = (float) number > highest ? (float) number : highest; // NaN is never higher
        }
        var sum = 0f;
        for (var i = 0; i < numbers.length; i++) {
            var number = (float) numbers[i];
            if (keepsZeros && !(number > ZERO || number < -ZERO)) {
                numbers[i] = number * Exponential.of(-highest);
            } else {
                var power = Exponential.of(number - highest);
                numbers[i] = power;
                sum += power;
            }
        }
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = (float) numbers[i] / sum;
        }
    }
}
