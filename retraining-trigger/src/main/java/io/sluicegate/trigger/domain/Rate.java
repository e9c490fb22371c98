package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.records.DriftReport;
import java.util.Collection;
import java.util.Objects;

/**
 * A failure rate by counts: failures among the statistic's denominator. Rates of several windows are pooled, not averaged.
 *
 * @param failures false alarms for the false-positive rate, wrong answers for accuracy, missed positives for recall
 */
record Rate(long failures, long rows) {
    static final Rate NOTHING = new Rate(0, 0);

    Rate {
        if (failures < 0 || failures > rows) {
            throw new IllegalArgumentException(failures + " failures among " + rows + " rows");
        }
    }

    /** The pooled rate of the reports; a report without counts adds nothing. */
    static Rate of(OutcomeLimit limit, Collection<DriftReport> reports) {
        return reports.stream()
                .map(DriftReport::getOutcomes)
                .filter(Objects::nonNull)
                .map(counts -> new Rate(
                        limit.rate().failures().applyAsLong(counts),
                        limit.rate().rows().applyAsLong(counts)))
                .reduce(NOTHING, Rate::plus);
    }

    Rate plus(Rate other) {
        return new Rate(failures + other.failures, rows + other.rows);
    }

    /** The statistic as reports write it; NaN without rows. */
    double value(OutcomeLimit limit) {
        var share = failures / (double) rows;
        return limit.isAbove() ? share : 1 - share;
    }
}
