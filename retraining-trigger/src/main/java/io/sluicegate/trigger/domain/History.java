package io.sluicegate.trigger.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
 * The reports of the newest windows of each scope: so many windows, instead of a span of time, for a pipeline may be quiet at night,
 * and labels may come in nightly files while features go on. A new report makes a new history, which shares all windows but a few
 * with the old.
 *
 * @param windows by scope and end, then by the report's id
 */
public record History(NavigableMap<Place, Map<String, DriftReport>> windows) {
    public static final History EMPTY = new History(new TreeMap<>());

    public History {
        windows = Collections.unmodifiableNavigableMap(windows);
    }

    /** Where a report stands: windows of two scopes may end together. */
    public record Place(DriftScope scope, Instant end) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::scope).thenComparing(Place::end);

        static Place of(DriftReport report) {
            return new Place(report.getScope(), report.getWindowEnd());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** Of reports in any order. */
    public static History of(Collection<DriftReport> reports) {
        var windows = new TreeMap<Place, Map<String, DriftReport>>();
        reports.forEach(report -> windows.computeIfAbsent(Place.of(report), end -> new TreeMap<>())
                .put(report.getReportId(), report));
        return new History(windows);
    }

    public Stream<DriftReport> reports() {
        return windows.values().stream().flatMap(window -> window.values().stream());
    }

    /**
     * With one more report; one with the same id replaces the other. What is older than the newest so many windows of its scope is
     * left out.
     *
     * @param isOnTrial reports whose counts are never left out: older ones are pooled in the oldest window that is kept
     */
    History with(DriftReport report, int memory, Predicate<DriftReport> isOnTrial) {
        var place = Place.of(report);
        var all = new TreeMap<>(windows);
        var ofScope =
                all.subMap(new Place(place.scope(), Instant.MIN), true, new Place(place.scope(), Instant.MAX), true);
        if (ofScope.size() >= memory && place.compareTo(ofScope.firstKey()) < 0) {
            return this;
        }
        var window = new TreeMap<>(all.getOrDefault(place, Map.of()));
        window.put(report.getReportId(), report);
        all.put(place, window);
        while (ofScope.size() > memory) {
            var pooled = ofScope.pollFirstEntry().getValue().values().stream()
                    .filter(isOnTrial)
                    .toList();
            ofScope.compute(ofScope.firstKey(), (end, oldest) -> PooledCounts.in(oldest, pooled));
        }
        return new History(all);
    }

    /** How far event time has come: the end of the newest window. */
    Optional<Instant> eventTime() {
        return windows.keySet().stream().map(Place::end).max(Comparator.naturalOrder());
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
        windows.forEach((place, window) -> {
            if (window.values().stream()
                    .anyMatch(report -> report.getReportedAt().isAfter(inForceSince))) {
                ends.add(place.end());
            }
        });
        return ends;
    }

    private List<DriftReport> all(Predicate<DriftReport> isMeant) {
        return reports().filter(isMeant).toList();
    }
}
