package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.catalogue.Outcomes;
import io.sluicegate.records.DriftReport;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Adds the outcomes of dropped windows to a window that is kept, by version and tenure. */
final class PooledCounts {
    private PooledCounts() {}

    /** The window with those counts added; the unchanged window if there are none. */
    static Map<String, DriftReport> in(Map<String, DriftReport> window, Collection<DriftReport> older) {
        var counted =
                older.stream().filter(report -> report.getOutcomes() != null).toList();
        if (counted.isEmpty()) {
            return window;
        }
        var all = new TreeMap<>(window);
        counted.forEach(report -> add(all, report));
        return all;
    }

    private static void add(Map<String, DriftReport> window, DriftReport older) {
        var same = window.values().stream().filter(isOfSameArm(older)).findFirst();
        var sum = same.map(report -> sum(report, older)).orElseGet(() -> moved(older, window));
        window.put(sum.getReportId(), sum);
    }

    private static Predicate<DriftReport> isOfSameArm(DriftReport older) {
        return report -> report.getVersion().equals(older.getVersion()) && report.getTenure() == older.getTenure();
    }

    private static DriftReport sum(DriftReport report, DriftReport older) {
        return DriftReport.newBuilder(report)
                .setRows(report.getRows() + older.getRows())
                .setOutcomes(Stream.of(report, older)
                        .map(DriftReport::getOutcomes)
                        .filter(Objects::nonNull)
                        .reduce(Outcomes.NONE, Outcomes::sum))
                .build();
    }

    /** Moves the older report of a version into the window if the version has no report there. */
    private static DriftReport moved(DriftReport older, Map<String, DriftReport> window) {
        var any = window.values().iterator().next();
        return DriftReport.newBuilder(older)
                .setWindowStart(any.getWindowStart())
                .setWindowEnd(any.getWindowEnd())
                .build();
    }
}
