package io.sluicegate.console.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one feature, or of one version's scores or outcomes.
 *
 * @param latest the report of the newest window
 * @param verdicts verdicts of the last windows, oldest first, the latest included
 */
public record DriftSubject(DriftReport latest, List<Verdict> verdicts) {
    private static final int REMEMBERED = 12;

    public DriftScope scope() {
        return latest.getScope();
    }

    public String name() {
        return latest.getName();
    }

    public String version() {
        return latest.getVersion();
    }

    /** A statistic of the newest window by its name. */
    public Optional<Statistic> statistic(String name) {
        return latest.getStatistics().stream()
                .filter(statistic -> statistic.getName().equals(name))
                .findFirst();
    }

    static DriftSubject first(DriftReport report) {
        return new DriftSubject(report, List.of(report.getVerdict()));
    }

    /** A repeated or older window changes nothing. */
    DriftSubject and(DriftReport report) {
        if (!report.getWindowEnd().isAfter(latest.getWindowEnd())) {
            return this;
        }
        var all =
                Stream.concat(verdicts.stream(), Stream.of(report.getVerdict())).toList();
        return new DriftSubject(report, List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size())));
    }
}
