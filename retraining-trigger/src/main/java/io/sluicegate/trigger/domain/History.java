package io.sluicegate.trigger.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reports of the newest windows. */
public record History(List<DriftReport> reports) {
    public static final History EMPTY = new History(List.of());

    public History {
        reports = List.copyOf(reports);
    }

    /** With one more report; one with the same id replaces the other, and what no policy looks back to is left out. */
    History with(DriftReport report, int windows) {
        var all = Stream.concat(
                        reports.stream().filter(known -> !known.getReportId().equals(report.getReportId())),
                        Stream.of(report))
                .toList();
        var horizon = newest(all).map(end -> end.minus(length(report).multipliedBy(windows)));
        return new History(all.stream()
                .filter(known -> known.getWindowEnd().isAfter(horizon.orElseThrow()))
                .toList());
    }

    /** How far event time has come: the end of the newest window. */
    Optional<Instant> eventTime() {
        return newest(reports);
    }

    /**
     * What was reported of one version after it came into force. It goes by when the window was closed, by the detector's
     * clock, instead of by the window's own bounds: those are event time, which may be a replay of the past.
     */
    List<DriftReport> of(DriftScope scope, String version, Instant inForceSince) {
        return since(inForceSince)
                .filter(report -> report.getScope() == scope)
                .filter(report -> report.getVersion().equals(version))
                .toList();
    }

    /** All that was reported since then. */
    Stream<DriftReport> since(Instant inForceSince) {
        return reports.stream().filter(report -> report.getReportedAt().isAfter(inForceSince));
    }

    private static Optional<Instant> newest(Collection<DriftReport> reports) {
        return reports.stream().map(DriftReport::getWindowEnd).max(Comparator.naturalOrder());
    }

    private static Duration length(DriftReport report) {
        return Duration.between(report.getWindowStart(), report.getWindowEnd());
    }
}
