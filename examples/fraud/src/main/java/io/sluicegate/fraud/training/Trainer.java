package io.sluicegate.fraud.training;

import java.util.List;
import java.util.stream.IntStream;

/** Trains on the earlier rows, chooses the threshold on the later rows, and compares the export with the forest. */
public final class Trainer {
    /** The greatest difference allowed between the scores of the trained forest and its export. */
    private static final double EXPORT_TOLERANCE = 1e-5;

    private Trainer() {}

    /**
     * Trains a forest.
     *
     * @throws IllegalArgumentException if either part of the table lacks frauds or honest rows
     */
    public static TrainedModel train(TrainingTable table, ForestSettings settings) {
        var training = checked(table.before(settings.trainShare()), "training");
        var validation = checked(table.after(settings.trainShare()), "validation");
        var forest = Forest.grow(training, settings);
        var onnx = ForestExport.toOnnx(forest);
        try (var model = OnnxModel.load(onnx, table.columns().texts())) {
            var scores = model.scores(validation.rows());
            double threshold = Evaluation.threshold(validation.rows(), scores, settings.targetFalsePositiveRate());
            var report = new TrainingReport(
                    training.size(),
                    training.positives(),
                    threshold,
                    Evaluation.of(validation.rows(), scores, threshold),
                    checkedDifference(forest, validation.rows(), scores));
            return new TrainedModel(table, onnx, model.scores(table.rows()), report);
        }
    }

    private static TrainingTable checked(TrainingTable part, String name) {
        long positives = part.positives();
        if (positives == 0 || positives == part.size()) {
            throw new IllegalArgumentException("The " + name + " part has " + part.size() + " rows, " + positives
                    + " of them fraud: a model needs both kinds. Use more rows.");
        }
        return part;
    }

    private static double checkedDifference(Forest forest, List<TrainingRow> rows, double[] exported) {
        double difference = IntStream.range(0, exported.length)
                .mapToDouble(i -> Math.abs(forest.score(rows.get(i)) - exported[i]))
                .max()
                .orElse(0);
        if (difference > EXPORT_TOLERANCE) {
            throw new IllegalStateException("The exported forest differs from the trained one by " + difference);
        }
        return difference;
    }
}
