package io.sluicegate.fraud.training;

/**
 * The result of a training.
 *
 * @param trainedOn rows offered to the forest
 * @param positives frauds among them
 * @param validation the quality on the rows after those
 * @param exportDifference greatest absolute difference between the trained forest and its export on the validation rows
 */
public record TrainingReport(
        long trainedOn, long positives, double threshold, Evaluation validation, double exportDifference) {

    /** One sentence for the manifest and the log. */
    public String summary() {
        return "%d rows, %d of them fraud; on the next %d rows AUC %.3f, false positive rate %.3f, recall %.3f"
                .formatted(
                        trainedOn,
                        positives,
                        validation.rows(),
                        validation.auc(),
                        validation.falsePositiveRate(),
                        validation.recall());
    }
}
