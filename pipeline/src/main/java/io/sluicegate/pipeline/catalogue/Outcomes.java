package io.sluicegate.pipeline.catalogue;

import io.sluicegate.records.OutcomeCounts;

/** The four counts of labelled predictions. */
public final class Outcomes {
    /** The counts of no labels. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0L, 0L, 0L, 0L);

    private Outcomes() {}

    /** The sum of both counts. */
    public static OutcomeCounts sum(OutcomeCounts one, OutcomeCounts other) {
        return new OutcomeCounts(
                one.getTruePositives() + other.getTruePositives(),
                one.getFalsePositives() + other.getFalsePositives(),
                one.getTrueNegatives() + other.getTrueNegatives(),
                one.getFalseNegatives() + other.getFalseNegatives());
    }
}
