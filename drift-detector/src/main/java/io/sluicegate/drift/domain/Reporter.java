package io.sluicegate.drift.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes the reports of a closed window, one for each subject.
 *
 * @param length the present length of windows; windows of another length have it in their ids, because two windows may end together
 */
public record Reporter(String pipeline, String model, Duration length, DriftAssessor drift, OutcomeAssessor outcome) {

    /**
     * The reports.
     *
     * @param references the reference of a subject; empty if it can't be read, which gives a report without data
     * @param late rows that were too late for their windows since the last report
     * @param now when the window was closed
     */
    public List<DriftReport> reports(
            MergedWindow window, Function<Subject, Optional<Reference>> references, long late, Instant now) {
        return window.tallies().keySet().stream()
                .filter(Subject::reported)
                .map(subject -> report(window, subject, assess(window, subject, references), late, now))
                .toList();
    }

    private Assessment assess(MergedWindow window, Subject subject, Function<Subject, Optional<Reference>> references) {
        var tally = tally(window, subject);
        if (subject.scope() == DriftScope.OUTCOME) {
            return outcome.assess(tally, window.labels(), window.joined());
        }
        return references
                .apply(subject)
                .flatMap(reference -> reference
                        .measured(subject)
                        .map(measured -> drift.assess(measured, tally, reference.together(subject.scope()))))
                .orElse(Assessment.NOTHING);
    }

    private DriftReport report(MergedWindow window, Subject subject, Assessment assessment, long late, Instant now) {
        var tally = tally(window, subject);
        return DriftReport.newBuilder()
                .setReportId(id(window, subject))
                .setPipeline(pipeline)
                .setScope(subject.scope())
                .setName(subject.name())
                .setModel(model)
                .setVersion(subject.version())
                .setReferenceDigest(subject.referenceDigest())
                .setWindowStart(Instant.ofEpochMilli(window.window().start()))
                .setWindowEnd(end(window))
                .setRows(tally.rows())
                .setMissing(tally.missing())
                .setLate(late)
                .setStatistics(new ArrayList<>(assessment.statistics()))
                .setVerdict(assessment.verdict())
                .setSources(new ArrayList<>(window.sources()))
                .setCorrelationId(correlationId(window))
                .setReportedAt(now)
                .setTenure(subject.tenure())
                .setOutcomes(subject.scope() == DriftScope.OUTCOME ? OutcomeAssessor.counts(tally) : null)
                .setShares(new ArrayList<>(assessment.shares()))
                .build();
    }

    private String id(MergedWindow window, Subject subject) {
        var key = key(pipeline, subject.scope(), subject.name());
        var counted =
                subject.scope() == DriftScope.OUTCOME ? subject.version() + "/" + subject.tenure() : subject.version();
        return String.join("/", key, counted, end(window).toString()) + otherLength(window.window());
    }

    private String otherLength(Window window) {
        var length = Duration.ofMillis(window.end() - window.start());
        return length.equals(this.length) ? "" : "/" + length;
    }

    /** The record key of the report. */
    public static String key(DriftReport report) {
        return key(report.getPipeline(), report.getScope(), report.getName());
    }

    private static String key(String pipeline, DriftScope scope, String name) {
        return String.join("/", pipeline, scope.name(), name);
    }

    /** The id that all reports of a pipeline's window share; it is the same on each repetition. */
    private String correlationId(MergedWindow window) {
        var name = pipeline + "/" + end(window);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Instant end(MergedWindow window) {
        return Instant.ofEpochMilli(window.window().end());
    }

    private static Tally tally(MergedWindow window, Subject subject) {
        return Objects.requireNonNull(window.tallies().get(subject));
    }
}
