package io.sluicegate.scorer.graph;

/**
 * The logistic function that ONNX Runtime has for the operator {@code Sigmoid}: a quotient of two polynomials, of which Eigen has the
 * coefficients, too. Where a processor fuses multiplications and additions, ONNX Runtime does so, and so does this.
 */
final class Sigmoid {
    private static final float LIMIT = 18;
    private static final float[] ABOVE = {4.37031e-11f, 1.1562732e-7f, 6.085749e-5f, 8.513771e-3f, 2.4828795e-1f};
    private static final float[] BELOW = {
        6.1024737e-13f, 5.7610214e-9f, 6.291068e-6f, 1.7019882e-3f, 1.1681765e-1f, 9.931519e-1f
    };
    private static final float HALF = 0.5f;

    private Sigmoid() {}

    static float of(float value) {
        if (Float.isNaN(value)) {
            return value;
        }
        var x = Math.max(-LIMIT, Math.min(LIMIT, value));
        var square = x * x;
        var quotient = polynomial(ABOVE, square) * x / polynomial(BELOW, square);
        return Math.max(0, Math.min(1, quotient + HALF));
    }

    private static float polynomial(float[] coefficients, float x) {
        var sum = coefficients[0];
        for (var i = 1; i < coefficients.length; i++) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }
}
