package io.sluicegate.console.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The drift reports about one feature, one version's scores, or one version's outcomes in the newest tenure.
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

    /** A repeated or older window changes nothing, and neither do outcomes of an older tenure. */
    DriftSubject and(DriftReport report) {
        var order = report.getWindowEnd().compareTo(latest.getWindowEnd());
        if (order < 0 || report.getTenure() < latest.getTenure()) {
            return this;
        }
        if (order == 0) {
            return report.getTenure() == latest.getTenure()
                    ? this
                    : with(report, verdicts.subList(0, verdicts.size() - 1));
        }
        return with(report, verdicts);
    }

    private static DriftSubject with(DriftReport report, List<Verdict> before) {
        var all = Stream.concat(before.stream(), Stream.of(report.getVerdict())).toList();
        return new DriftSubject(report, List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size())));
    }
}
