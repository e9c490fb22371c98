package io.sluicegate.bench.chaos.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares drift reports with the recounted ones. If the primary changed within a window, a feature has several reports, one for each
 * reference: their rows must add up, but their statistics can't be recounted.
 */
public final class ReportCheck {
    /** A mean is a sum of doubles, and depends in its last bits on the order of the partitions. */
    private static final double ROUNDING = 1e-9;

    private final Map<String, List<DriftReport>> expected;
    private final Map<String, List<DriftReport>> actual;
    private final List<String> ids;

    public ReportCheck(List<DriftReport> expected, List<DriftReport> actual) {
        this.expected = bySubject(expected);
        this.actual =
                bySubject(actual.stream().filter(report -> report.getRows() > 0).toList());
        this.ids = actual.stream().map(DriftReport::getReportId).toList();
    }

    /** Scores are told apart by version, outcomes by version and tenure; features are not. */
    private static Map<String, List<DriftReport>> bySubject(List<DriftReport> reports) {
        return reports.stream()
                .collect(Collectors.groupingBy(
                        report -> String.join(
                                "/",
                                report.getScope().name(),
                                report.getName(),
                                report.getScope() == DriftScope.FEATURE ? "" : report.getVersion(),
                                Long.toString(report.getTenure()),
                                report.getWindowEnd().toString()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** Every row is counted in its window, once; nothing is reported twice or beyond what there is. */
    public Finding rows() {
        var faults = new ArrayList<String>();
        expected.forEach((subject, reports) -> compareRows(subject, reports.get(0), found(subject), faults));
        actual.keySet().stream()
                .filter(subject -> !expected.containsKey(subject))
                .map(subject -> "drift report " + subject + ": there is no such window in the log")
                .forEach(faults::add);
        repeated().forEach(id -> faults.add("drift report " + id + " is there twice"));
        return new Finding("each row counts once in its drift window", expected.size(), faults);
    }

    private List<DriftReport> found(String subject) {
        return actual.getOrDefault(subject, List.of());
    }

    private static void compareRows(
            String subject, DriftReport expected, List<DriftReport> found, List<String> faults) {
        var wanted = counted(expected.getRows(), expected.getMissing(), 0, expected.getSources());
        var counted = counted(
                found.stream().mapToLong(DriftReport::getRows).sum(),
                found.stream().mapToLong(DriftReport::getMissing).sum(),
                found.stream().mapToLong(DriftReport::getLate).sum(),
                found.stream().findFirst().map(DriftReport::getSources).orElse(List.of()));
        if (!wanted.equals(counted)) {
            faults.add("drift report %s: %s, recounted %s".formatted(subject, counted, wanted));
        }
    }

    private static String counted(long rows, long missing, long late, List<OffsetRange> sources) {
        var ranges = sources.stream()
                .map(range -> "%s-%d@%d..%d"
                        .formatted(
                                range.getTopic(), range.getPartition(), range.getFromOffset(), range.getUntilOffset()))
                .collect(Collectors.toCollection(TreeSet::new));
        return "%d rows, %d missing, %d late, of %s".formatted(rows, missing, late, ranges);
    }

    private Set<String> repeated() {
        var seen = new LinkedHashSet<String>();
        return ids.stream().filter(id -> !seen.add(id)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The reports' statistics equal the recounted ones. */
    public Finding statistics() {
        var comparable = expected.entrySet().stream()
                .filter(entry -> found(entry.getKey()).size() == 1)
                .toList();
        var faults = comparable.stream()
                .filter(entry ->
                        !same(entry.getValue().get(0), found(entry.getKey()).get(0)))
                .map(entry -> "drift report %s: %s, recounted %s"
                        .formatted(
                                entry.getKey(),
                                said(found(entry.getKey()).get(0)),
                                said(entry.getValue().get(0))))
                .toList();
        return new Finding("drift reports equal those of an undisturbed run", comparable.size(), faults);
    }

    private static boolean same(DriftReport one, DriftReport other) {
        var ours = one.getStatistics();
        var theirs = other.getStatistics();
        if (one.getVerdict() != other.getVerdict()
                || !Objects.equals(one.getOutcomes(), other.getOutcomes())
                || ours.size() != theirs.size()) {
            return false;
        }
        for (var i = 0; i < ours.size(); i++) {
            if (!same(ours.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Statistic one, Statistic other) {
        var slack = one.getName().equals("mean") ? ROUNDING * Math.abs(one.getValue()) : 0;
        return one.getName().equals(other.getName())
                && Objects.equals(one.getThreshold(), other.getThreshold())
                && Math.abs(one.getValue() - other.getValue()) <= slack;
    }

    private static String said(DriftReport report) {
        return report.getVerdict() + " "
                + report.getStatistics().stream()
                        .map(statistic -> statistic.getName() + "=" + statistic.getValue())
                        .collect(Collectors.joining(", "));
    }
}
