package io.sluicegate.trigger.domain;

import io.sluicegate.platform.config.PolicySettings.OutcomeLimit;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Statistic;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** One version's outcomes over several windows. */
record Labelled(List<DriftReport> reports) {

    long labels() {
        return reports.stream().mapToLong(DriftReport::getRows).sum();
    }

    /** The mean over all labels: each window weighs as much as it has labels. */
    double mean(String statistic) {
        return reports.stream()
                        .mapToDouble(report ->
                                report.getRows() * value(report, statistic).orElseThrow())
                        .sum()
                / labels();
    }

    /** Whether a report has labels and a number for each limit. */
    static boolean hasData(DriftReport report, Collection<OutcomeLimit> limits) {
        return report.getRows() > 0
                && limits.stream()
                        .allMatch(limit -> value(report, limit.statistic()).isPresent());
    }

    /** Empty where the statistic is missing or undefined, such as a rate of nothing. */
    static OptionalDouble value(DriftReport report, String statistic) {
        return report.getStatistics().stream()
                .filter(known -> known.getName().equals(statistic))
                .mapToDouble(Statistic::getValue)
                .filter(Double::isFinite)
                .findFirst();
    }
}
