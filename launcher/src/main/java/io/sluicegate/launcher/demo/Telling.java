package io.sluicegate.launcher.demo;

import io.sluicegate.console.PipelineView;
import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.service.UnendingTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Narrates each decision as it appears in the log, and keeps the live figures up to date. */
final class Telling implements AutoCloseable {
    private static final Duration RENEWAL = Duration.ofMillis(500);

    private final PipelineView view;
    private final Narrator narrator;
    private final PipelineView.Listening listening;
    private final ScheduledExecutorService renewal =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "demo-live"));
    private Instant driftTold = Instant.MIN;

    Telling(PipelineView view, Narrator narrator) {
        this.view = view;
        this.narrator = narrator;
        this.listening = view.listen(fact -> line(fact).ifPresent(narrator::say));
    }

    /** Narrates from now on, and renews the figures twice a second. */
    static Telling begin(PipelineView view, Narrator narrator) {
        var telling = new Telling(view, narrator);
        var live = new UnendingTask("figures of the demo", telling::live);
        var unused = telling.renewal.scheduleAtFixedRate(live, 0, RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        return telling;
    }

    private Optional<String> line(Fact fact) {
        if (fact instanceof Fact.Audited audited) {
            var entry = audited.entry();
            var refused = entry.getKind() == AuditKind.REFUSED ? "refused: " : "";
            return Optional.of("  control   " + refused + entry.getReason() + by(audited));
        }
        if (fact instanceof Fact.Triggered triggered) {
            return Optional.of("  trigger   " + triggered.trigger().getReason());
        }
        return fact instanceof Fact.Reported reported ? drift(reported.report()) : Optional.empty();
    }

    private static String by(Fact.Audited audited) {
        var command = audited.entry().getCommand();
        return command == null ? "" : "  (" + command.getKind() + " by " + command.getIssuedBy() + ")";
    }

    /** Narrates only the first drifted subject of each window. */
    private Optional<String> drift(DriftReport report) {
        if (report.getVerdict() != Verdict.DRIFTED || !report.getWindowEnd().isAfter(driftTold)) {
            return Optional.empty();
        }
        driftTold = report.getWindowEnd();
        return Optional.of("  drift     window to " + report.getWindowEnd() + ": "
                + report.getScope().name().toLowerCase(Locale.ROOT) + " " + report.getName() + " of version "
                + report.getVersion()
                + " has drifted");
    }

    /** Shows the figures of this moment. */
    void live() {
        narrator.live(figures(view.snapshot()));
    }

    /** The figures in full, and without what a narrow terminal has no room for. */
    private static List<String> figures(PipelineFacts facts) {
        var traffic = facts.traffic();
        var predictions =
                String.format(Locale.ROOT, "%,9d predictions  %5.0f/s  ", traffic.predictions(), traffic.perSecond());
        var latency = String.format(
                Locale.ROOT,
                "p50 %d ms  p95 %d ms  p99 %d ms  ",
                traffic.recent().p50(),
                traffic.recent().p95(),
                traffic.recent().p99());
        var worst = "p99 " + traffic.recent().p99() + " ms  ";
        var version = "version " + facts.primary().orElse("-")
                + facts.candidate().map(candidate -> ", trying " + candidate).orElse("");
        return List.of(
                predictions + latency + "revision " + facts.revision() + ": " + version,
                predictions + worst + version,
                predictions + version);
    }

    @Override
    public void close() {
        listening.close();
        renewal.shutdownNow();
    }
}
