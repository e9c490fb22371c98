package io.sluicegate.scorer.trees;

/**
 * What becomes of the numbers at the end. The order is that of ONNX Runtime's numbers in {@code TreeEnsemble}, in which ONNX itself has
 * SOFTMAX before LOGISTIC.
 */
enum Transform {
    NONE,
    LOGISTIC,
    SOFTMAX,
    SOFTMAX_ZERO,
    PROBIT
}
