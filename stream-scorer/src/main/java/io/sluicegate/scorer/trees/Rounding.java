package io.sluicegate.scorer.trees;

/** Rounds results of float64 to the type that an ensemble computes in; rounding one addition, multiplication or division twice changes nothing. */
enum Rounding {
    FLOAT32,
    FLOAT64;

    double of(double result) {
        return this == FLOAT64 ? result : (float) result;
    }
}
