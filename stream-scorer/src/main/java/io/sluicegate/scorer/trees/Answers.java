package io.sluicegate.scorer.trees;

import java.util.List;

/** Makes the numbers of a row of its totals, and chooses its class. Belongs to one thread. */
abstract class Answers {
    final Ensemble ensemble;
    final Rounding rounding;
    /** The numbers of the row that was finished last. */
    final double[] numbers;

    Answers(Ensemble ensemble) {
        this.ensemble = ensemble;
        this.rounding = ensemble.precise() ? Rounding.FLOAT64 : Rounding.FLOAT32;
        this.numbers = new double[ensemble.targets()];
    }

    static Answers of(Ensemble ensemble) {
        return ensemble.isClassifier() ? new ClassAnswers(ensemble) : new TargetAnswers(ensemble);
    }

    /**
     * Finishes a row: its numbers are then in {@link #numbers}.
     *
     * @return the position of its class; 0 for a regressor
     */
    abstract int finish(Totals totals, int row);

    /** The classes by their positions; empty for a regressor. */
    List<Object> labels() {
        return List.of();
    }

    /** A sum in the ensemble's type. */
    final double sum(double one, double other) {
        return rounding.of(one + other);
    }
}
