package io.sluicegate.trigger.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reports of one scope and version whose windows end together. */
record Window(Instant end, List<DriftReport> reports) {

    /**
     * The complete windows, oldest first. A window is complete once it has a report for every subject of the previous window (for the
     * first window: every expected subject), or once a later window has a report. So the verdict on a window rests on the same reports,
     * in whatever order they arrive.
     */
    static List<Window> complete(Collection<DriftReport> reports, Set<String> expected) {
        var all = all(reports);
        int last = all.size() - 1;
        if (last < 0) {
            return all;
        }
        var wanted = last == 0 ? expected : all.get(last - 1).subjects();
        return all.get(last).subjects().containsAll(wanted) ? all : all.subList(0, last);
    }

    /** The reported windows among this number of the newest windows in a row; a window without reports also counts. */
    static List<Window> inARow(List<Window> windows, int number) {
        if (windows.isEmpty()) {
            return windows;
        }
        var newest = windows.get(windows.size() - 1);
        var horizon = newest.end().minus(newest.length().multipliedBy(number));
        return windows.stream().filter(window -> window.end().isAfter(horizon)).toList();
    }

    List<DriftReport> drifted() {
        return reports.stream()
                .filter(report -> report.getVerdict() == Verdict.DRIFTED)
                .toList();
    }

    private Set<String> subjects() {
        return reports.stream().map(DriftReport::getName).collect(Collectors.toSet());
    }

    private Duration length() {
        var any = reports.get(0);
        return Duration.between(any.getWindowStart(), any.getWindowEnd());
    }

    private static List<Window> all(Collection<DriftReport> reports) {
        return reports.stream()
                .sorted(Comparator.comparing(DriftReport::getReportId))
                .collect(Collectors.groupingBy(DriftReport::getWindowEnd, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new Window(entry.getKey(), entry.getValue()))
                .toList();
    }
}
