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
        var live = new UnendingTask("figures of the demo", this::live);
        var unused = renewal.scheduleAtFixedRate(live, 0, RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
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

    private void live() {
        narrator.live(figures(view.snapshot()));
    }

    private static String figures(PipelineFacts facts) {
        var traffic = facts.traffic();
        return String.format(
                Locale.ROOT,
                "%,9d predictions  %5.0f/s  p50 %d ms  p95 %d ms  p99 %d ms  revision %d: version %s%s",
                traffic.predictions(),
                traffic.perSecond(),
                traffic.recent().p50(),
                traffic.recent().p95(),
                traffic.recent().p99(),
                facts.revision(),
                facts.primary().orElse("-"),
                facts.candidate().map(version -> ", trying " + version).orElse(""));
    }

    @Override
    public void close() {
        listening.close();
        renewal.shutdownNow();
    }
}
