package io.sluicegate.drift.domain;

import io.sluicegate.records.OutcomeCounts;

/**
 * Assesses one version's predictions of one tenure by the labels that became known in a window. An outcome has no thresholds here:
 * policies decide which outcome is too bad.
 *
 * @param minimumLabels fewer joined labels than this say nothing
 */
public record OutcomeAssessor(long minimumLabels) {
    /** Cells of an outcome tally: true and false positives, true and false negatives. */
    public static final int CELLS = 4;

    private static final int TRUE_POSITIVE = 0;
    private static final int FALSE_POSITIVE = 1;
    private static final int TRUE_NEGATIVE = 2;
    private static final int FALSE_NEGATIVE = 3;

    /** The cell of one prediction with its label. */
    public static int cell(boolean predicted, boolean label) {
        if (predicted) {
            return label ? TRUE_POSITIVE : FALSE_POSITIVE;
        }
        return label ? FALSE_NEGATIVE : TRUE_NEGATIVE;
    }

    /** The four counts by their names. */
    static OutcomeCounts counts(Tally outcomes) {
        return new OutcomeCounts(
                outcomes.in(TRUE_POSITIVE),
                outcomes.in(FALSE_POSITIVE),
                outcomes.in(TRUE_NEGATIVE),
                outcomes.in(FALSE_NEGATIVE));
    }

    /**
     * Assesses one version in one tenure.
     *
     * @param labels labels that became known in the window, joined or not, to whichever version
     * @param joined the labels that found a prediction of any version
     */
    public Assessment assess(Tally outcomes, long labels, long joined) {
        var positives = outcomes.in(TRUE_POSITIVE) + outcomes.in(FALSE_NEGATIVE);
        var negatives = outcomes.in(TRUE_NEGATIVE) + outcomes.in(FALSE_POSITIVE);
        var alarms = outcomes.in(TRUE_POSITIVE) + outcomes.in(FALSE_POSITIVE);
        var right = outcomes.in(TRUE_POSITIVE) + outcomes.in(TRUE_NEGATIVE);
        var statistics = Assessment.list();
        Assessment.share(statistics, "accuracy", right, outcomes.rows());
        Assessment.share(statistics, "falsePositiveRate", outcomes.in(FALSE_POSITIVE), negatives);
        Assessment.share(statistics, "recall", outcomes.in(TRUE_POSITIVE), positives);
        Assessment.share(statistics, "precision", outcomes.in(TRUE_POSITIVE), alarms);
        Assessment.share(statistics, "coverage", Math.min(joined, labels), labels);
        return Assessment.of(outcomes.rows() >= Math.max(1, minimumLabels), statistics);
    }
}
