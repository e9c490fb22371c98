package io.sluicegate.console.web;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.console.domain.DeadLetterCount;
import io.sluicegate.console.domain.DriftSubject;
import io.sluicegate.console.domain.Instance;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.ValueShare;
import io.sluicegate.records.VersionStatus;
import java.util.Map;
import java.util.Optional;

/** The JSON of drift, instances and dead letters. */
final class HealthJson {
    private HealthJson() {}

    static Map<String, Object> subject(DriftSubject subject) {
        var report = subject.latest();
        return object(
                "scope", report.getScope(),
                "name", report.getName(),
                "version", report.getVersion(),
                "verdict", report.getVerdict(),
                "verdicts", subject.verdicts(),
                "windowStart", report.getWindowStart(),
                "windowEnd", report.getWindowEnd(),
                "rows", report.getRows(),
                "missing", report.getMissing(),
                "late", report.getLate(),
                "statistics",
                        report.getStatistics().stream()
                                .map(HealthJson::statistic)
                                .toList(),
                "shares", report.getShares().stream().map(HealthJson::share).toList());
    }

    private static Map<String, Object> statistic(Statistic statistic) {
        return object(
                "name", statistic.getName(),
                "value", statistic.getValue(),
                "threshold", Optional.ofNullable(statistic.getThreshold()));
    }

    private static Map<String, Object> share(ValueShare share) {
        return object(
                "kind", share.getKind(),
                "value", share.getValue(),
                "reference", share.getReference(),
                "window", share.getWindow());
    }

    static Map<String, Object> instance(Instance instance) {
        var status = instance.status();
        return object(
                "instance", status.getInstance(),
                "state", instance.state(),
                "revision", status.getRevision(),
                "startedAt", status.getStartedAt(),
                "at", status.getAt(),
                "versions",
                        status.getVersions().stream().map(HealthJson::version).toList());
    }

    private static Map<String, Object> version(VersionStatus version) {
        return object(
                "version", version.getVersion(),
                "state", version.getState(),
                "provider", Optional.ofNullable(version.getActualProvider()),
                "requestedProvider", version.getRequestedProvider(),
                "engine", Optional.ofNullable(version.getEngine()),
                "nodes", version.getNodes(),
                "cpuNodes", version.getCpuNodes(),
                "fallbackReason", Optional.ofNullable(version.getFallbackReason()),
                "error", Optional.ofNullable(version.getError()));
    }

    static Map<String, Object> deadLetters(DeadLetterCount count) {
        return object("topic", count.topic(), "code", count.code(), "count", count.count(), "last", count.last());
    }
}
