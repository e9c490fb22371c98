package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PolicySettings.RetrainPolicy;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The drifted reports behind a trigger, at least one. The same evidence always gives the same ids. */
record Evidence(List<DriftReport> reports) {
    private static final Comparator<DriftReport> ORDER =
            Comparator.comparing(DriftReport::getWindowEnd).thenComparing(DriftReport::getReportId);

    Evidence {
        reports = reports.stream().sorted(ORDER).toList();
    }

    RetrainingTrigger trigger(
            TriggerSettings settings, RetrainPolicy policy, String baseVersion, String words, Instant now) {
        var newest = newest();
        return RetrainingTrigger.newBuilder()
                .setTriggerId(id(settings, policy))
                .setCorrelationId(
                        newest.getCorrelationId().isBlank() ? id(settings, policy) : newest.getCorrelationId())
                .setPipeline(settings.pipeline())
                .setModel(settings.model())
                .setBaseVersion(baseVersion)
                .setPolicy(policy.name())
                .setReason("%s: %s".formatted(words, subjects()))
                .setReports(reports.stream().map(DriftReport::getReportId).toList())
                .setReferenceDigest(newest.getReferenceDigest())
                .setSources(sources())
                .setWindowEnd(newest.getWindowEnd())
                .setTriggeredAt(now)
                .build();
    }

    private String id(TriggerSettings settings, RetrainPolicy policy) {
        return "%s/%s/%s".formatted(settings.pipeline(), policy.name(), newest().getWindowEnd());
    }

    /** The first report of the newest window; the trigger takes over its correlation id, so that one id runs from window to verdict. */
    private DriftReport newest() {
        var end = reports.get(reports.size() - 1).getWindowEnd();
        return reports.stream()
                .filter(report -> report.getWindowEnd().equals(end))
                .findFirst()
                .orElseThrow();
    }

    private List<OffsetRange> sources() {
        return OffsetRanges.union(
                reports.stream().flatMap(report -> report.getSources().stream()).toList());
    }

    private String subjects() {
        return reports.stream().map(DriftReport::getName).distinct().sorted().collect(Collectors.joining(", "));
    }
}
