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
 * The reports of the newest windows of each scope. The history keeps a number of windows, instead of a span of time, because a pipeline
 * may be quiet at night, and labels may arrive in nightly files while features keep flowing. A new report makes a new history, which
 * shares almost all windows with the old one.
 *
 * @param windows by scope and end, then by the report's id
 */
public record History(NavigableMap<Place, Map<String, DriftReport>> windows) {
    public static final History EMPTY = new History(new TreeMap<>());

    public History {
        windows = Collections.unmodifiableNavigableMap(windows);
    }

    /** The place of a report in the history; the scope is part of it, because windows of two scopes may end together. */
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

    /** A history of these reports, in any order. */
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
     * This history with one more report, which replaces a report with the same id. Only the newest windows of the scope are kept.
     *
     * @param isOnTrial reports whose counts are always kept: older counts are pooled in the oldest window kept
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

    /** The event time reached so far: the end of the newest window. */
    Optional<Instant> eventTime() {
        return windows.keySet().stream().map(Place::end).max(Comparator.naturalOrder());
    }

    /**
     * The reports on one version's features or scores since it came into force. The time of closing, by the detector's clock, decides,
     * instead of the window's own bounds: those are event time, which may be a replay of the past.
     */
    List<DriftReport> of(DriftScope scope, String version, Instant inForceSince) {
        return all(report -> report.getScope() == scope
                && report.getVersion().equals(version)
                && report.getReportedAt().isAfter(inForceSince));
    }

    /** The outcomes of events that a version decided in one tenure, whenever their labels arrived. */
    List<DriftReport> outcomes(String version, long tenure) {
        return outcomes(version, report -> report.getTenure() == tenure);
    }

    /** The outcomes of events that a version decided in that tenure and later ones. */
    List<DriftReport> outcomesSince(String version, long tenure) {
        return outcomes(version, report -> report.getTenure() >= tenure);
    }

    private List<DriftReport> outcomes(String version, Predicate<DriftReport> isMeant) {
        return all(report ->
                report.getScope() == DriftScope.OUTCOME && report.getVersion().equals(version) && isMeant.test(report));
    }

    /** The ends of the windows reported since then. */
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
