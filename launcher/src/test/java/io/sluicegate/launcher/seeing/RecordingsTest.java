package io.sluicegate.launcher.seeing;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.PIPELINE;
import static io.sluicegate.launcher.seeing.Seen.deployment;
import static io.sluicegate.launcher.seeing.Seen.entry;
import static io.sluicegate.launcher.seeing.Seen.loaded;
import static io.sluicegate.launcher.seeing.Seen.placed;
import static io.sluicegate.launcher.seeing.Seen.registered;
import static io.sluicegate.launcher.seeing.Seen.registration;
import static io.sluicegate.launcher.seeing.Seen.report;
import static io.sluicegate.launcher.seeing.Seen.trial;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.launcher.cli.Recording;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.seeing.domain.DriftChart;
import io.sluicegate.launcher.seeing.domain.Finding;
import io.sluicegate.launcher.seeing.domain.Findings;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Glimpse;
import io.sluicegate.launcher.seeing.domain.ServiceAnswer;
import io.sluicegate.launcher.seeing.domain.StageFindings;
import io.sluicegate.launcher.seeing.domain.VersionLine;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the commands that show a pipeline look like on a terminal of eighty columns, and in a pipe. */
class RecordingsTest {

    @Test
    void shouldShowTheStatus() throws IOException {
        var status = StatusTextTest.status(true);

        shouldLookAsRecorded("status", terminal -> new StatusText(status, Findings.of(status), terminal).print());
    }

    @Test
    void shouldShowTheStatusWithoutKafka() throws IOException {
        var failure = new CommandFailed(Message.KAFKA_UNREACHABLE, "localhost:9092", 3, "");
        var glimpse = new Glimpse(
                PIPELINE,
                NOON,
                List.of(),
                List.of(
                        new ServiceAnswer(
                                "http://localhost:8080",
                                true,
                                List.of(PIPELINE),
                                Map.of(
                                        "stream-scorer",
                                        "Kafka at localhost:9092 hasn't answered for 12 s (Connection refused); check"
                                                + " that it runs and can be reached from here"),
                                Map.of()),
                        ServiceAnswer.none("http://localhost:8090")));
        var findings = new ArrayList<>(List.of(new Finding(failure.what(), failure.remedy())));
        findings.addAll(StageFindings.of(glimpse, 0));

        shouldLookAsRecorded("status-without-kafka", terminal -> new StagesText(terminal).print(glimpse, findings));
    }

    @Test
    void shouldShowVersions() throws IOException {
        var fold = new PipelineFold(PIPELINE);
        fold.add(new Fact.Registered(registration("1", "grace")));
        fold.add(new Fact.Registered(registration("20260301-1203", null)));
        fold.add(new Fact.Deployed(trial(2, "1", "20260301-1203", 1_000)));
        fold.add(new Fact.Beaten(Seen.status(
                "scorer-1",
                NOON,
                loaded("1", LoadState.READY, null),
                loaded("20260301-1203", LoadState.FAILED, "GOLDEN_MISMATCH: 0.5 instead of 0.7 in row 3"))));
        var lines =
                VersionLine.of(fold.at(NOON), audit().stream().map(Found::value).toList());

        shouldLookAsRecorded("versions", terminal -> VersionsCommand.print(lines, terminal));
    }

    @Test
    void shouldShowTheAudit() throws IOException {
        shouldLookAsRecorded("audit", terminal -> AuditCommand.print(audit(), terminal));
    }

    private static List<Found<AuditEntry>> audit() {
        var refused = entry(AuditKind.REFUSED, CommandKind.PROMOTE, "20260301-1203", deployment(2, "1"));
        refused.setReason("it has decided for 3 of the 500 labelled events that the policy candidate-quality demands");
        return placed(
                registered(registration("1", "grace")),
                entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "1", deployment(1, "1")),
                refused);
    }

    @Test
    void shouldShowDrift() throws IOException {
        var reports = new ArrayList<DriftReport>();
        for (int window = 0; window < 24; window++) {
            var end = NOON.plusSeconds(window * 1_800L);
            var psi = 0.02 * window;
            var verdict = psi > 0.2 ? Verdict.DRIFTED : Verdict.HEALTHY;
            reports.add(report(DriftScope.FEATURE, "amount_to_mean_1d", end, psi, verdict));
            reports.add(report(DriftScope.PREDICTION, "score", end, 0.05, Verdict.HEALTHY));
        }
        var charts = DriftChart.of(reports, 24);

        shouldLookAsRecorded("drift", terminal -> DriftCommand.print(charts, terminal));
    }

    /** The newest windows are those that there is room for. */
    @Test
    void shouldShowTheNewestWindowsBesideShortNames() throws IOException {
        var reports = new ArrayList<DriftReport>();
        for (int window = 0; window < 24; window++) {
            reports.add(report(
                    DriftScope.FEATURE, "amount", NOON.plusSeconds(window * 1_800L), 0.02 * window, Verdict.DRIFTED));
        }

        Recording.shouldShow("drift-of-amount", terminal -> DriftCommand.print(DriftChart.of(reports, 24), terminal));
    }

    @Test
    void shouldShowAnExplanation() throws IOException {
        shouldLookAsRecorded("explain", terminal -> new ExplanationText(ExplanationTextTest.whole(), terminal).print());
    }

    private static void shouldLookAsRecorded(String name, Consumer<Terminal> printing) throws IOException {
        Recording.shouldShow(name, printing);
        Recording.shouldWrite(name, printing);
    }
}
