package io.sluicegate.trigger.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The reports of the newest windows. A new report makes a new history, which shares all windows but one with the old.
 *
 * @param windows by the end of the window, then by the report's id
 */
public record History(NavigableMap<Instant, Map<String, DriftReport>> windows) {
    public static final History EMPTY = new History(new TreeMap<>());

    public History {
        windows = Collections.unmodifiableNavigableMap(windows);
    }

    /** Of reports in any order. */
    public static History of(Collection<DriftReport> reports) {
        var windows = new TreeMap<Instant, Map<String, DriftReport>>();
        reports.forEach(report -> windows.computeIfAbsent(report.getWindowEnd(), end -> new TreeMap<>())
                .put(report.getReportId(), report));
        return new History(windows);
    }

    public Stream<DriftReport> reports() {
        return windows.values().stream().flatMap(window -> window.values().stream());
    }

    /** With one more report; one with the same id replaces the other, and what no policy looks back to is left out. */
    History with(DriftReport report, int memory) {
        var end = report.getWindowEnd();
        var window = new TreeMap<>(windows.getOrDefault(end, Map.of()));
        window.put(report.getReportId(), report);
        var all = new TreeMap<>(windows);
        all.put(end, window);
        var horizon = all.lastKey().minus(length(report).multipliedBy(memory));
        return new History(new TreeMap<>(all.tailMap(horizon, false)));
    }

    /** How far event time has come: the end of the newest window. */
    Optional<Instant> eventTime() {
        return windows.isEmpty() ? Optional.empty() : Optional.of(windows.lastKey());
    }

    /**
     * What was reported of one version's features or scores after it came into force. It goes by when the window was closed,
     * by the detector's clock, instead of by the window's own bounds: those are event time, which may be a replay of the past.
     */
    List<DriftReport> of(DriftScope scope, String version, Instant inForceSince) {
        return all(report -> report.getScope() == scope
                && report.getVersion().equals(version)
                && report.getReportedAt().isAfter(inForceSince));
    }

    /** What became of the events that a version decided in one tenure, whenever their labels came. */
    List<DriftReport> outcomes(String version, long tenure) {
        return outcomes(version, report -> report.getTenure() == tenure);
    }

    /** What became of the events that a version decided in that tenure and in later ones. */
    List<DriftReport> outcomesSince(String version, long tenure) {
        return outcomes(version, report -> report.getTenure() >= tenure);
    }

    private List<DriftReport> outcomes(String version, Predicate<DriftReport> isMeant) {
        return all(report ->
                report.getScope() == DriftScope.OUTCOME && report.getVersion().equals(version) && isMeant.test(report));
    }

    /** The ends of the windows that were reported since then. */
    NavigableSet<Instant> ends(Instant inForceSince) {
        var ends = new TreeSet<Instant>();
        windows.forEach((end, window) -> {
            if (window.values().stream()
                    .anyMatch(report -> report.getReportedAt().isAfter(inForceSince))) {
                ends.add(end);
            }
        });
        return ends;
    }

    private List<DriftReport> all(Predicate<DriftReport> isMeant) {
        return reports().filter(isMeant).toList();
    }

    private static Duration length(DriftReport report) {
        return Duration.between(report.getWindowStart(), report.getWindowEnd());
    }
}
