package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.seeing.domain.Finding;
import io.sluicegate.launcher.seeing.domain.PipelineStatus;
import io.sluicegate.launcher.seeing.domain.Words;
import io.sluicegate.records.VersionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a pipeline's status on one screen of eighty columns. */
final class StatusText {
    private final PipelineStatus status;
    private final List<Finding> findings;
    private final Terminal terminal;
    private final StagesText stages;

    StatusText(PipelineStatus status, List<Finding> findings, Terminal terminal) {
        this.status = status;
        this.findings = findings;
        this.terminal = terminal;
        this.stages = new StagesText(terminal);
    }

    void print() {
        heading();
        arms();
        terminal.line("");
        stages.stages(status.glimpse());
        terminal.line("");
        instances();
        figures();
        stages.findings(findings);
    }

    private Instant now() {
        return status.facts().at();
    }

    private void heading() {
        var facts = status.facts();
        var revision = facts.deployment()
                .map(it -> "revision " + it.revision() + " since "
                        + Words.time(it.record().getAt()) + " ("
                        + Words.ago(it.record().getAt(), now()) + " ago)"
                        + (it.record().getPaused() ? ", changes paused" : ""))
                .orElse("nothing is deployed");
        terminal.line(terminal.styled(Style.BOLD, facts.pipeline()) + "  " + revision);
    }

    private void arms() {
        var table = new TextTable("ARM", "VERSION", "SHARE", "SINCE");
        status.facts().deployment().ifPresent(deployment -> {
            deployment
                    .arms()
                    .forEach(arm -> table.row(
                            arm.role(),
                            arm.name(),
                            Words.percent(arm.share()),
                            Words.time(arm.tenure().since())));
            deployment
                    .preparing()
                    .ifPresent(preparing -> table.row(
                            "PREPARING",
                            preparing.getTarget().getVersion(),
                            null,
                            Words.time(preparing.getSince()) + ", for " + preparing.getGoal()));
            deployment.wayBack().ifPresent(back -> table.row("WARM", back.getVersion(), null, null));
        });
        if (!table.isEmpty()) {
            table.print(terminal);
        }
    }

    private void instances() {
        if (status.facts().instances().isEmpty()) {
            return;
        }
        var table = new TextTable("SCORER", "STATE", "REVISION", "VERSIONS");
        for (var instance : status.facts().instances()) {
            table.row(
                    instance.status().getInstance(),
                    instance.state(),
                    instance.status().getRevision(),
                    instance.status().getVersions().stream()
                            .map(StatusText::held)
                            .collect(Collectors.joining(", ")));
        }
        table.print(terminal);
        terminal.line("");
    }

    private static String held(VersionStatus version) {
        return version.getVersion() + " " + version.getState();
    }

    private void figures() {
        figure(
                "rates",
                status.rates().entrySet().stream()
                                .map(rate -> String.format(Locale.ROOT, "%.1f %s/s", rate.getValue(), rate.getKey()))
                                .collect(Collectors.joining(", "))
                        + " (last minute)");
        figure("latency", latency());
        figure("dead letters", deadLetters());
        figure("triggers", triggers());
        figure("drift", drift());
    }

    private void figure(String name, String text) {
        var line = String.format(Locale.ROOT, "%-13s%s", name, text);
        terminal.line(line.length() <= terminal.width() ? line : line.substring(0, terminal.width() - 1) + "…");
    }

    private String latency() {
        var latency = status.facts().traffic().overall();
        return latency.count() == 0
                ? "unknown: no recent prediction"
                : "p50 %d ms, p95 %d ms, p99 %d ms, max %d ms (newest %d)"
                        .formatted(latency.p50(), latency.p95(), latency.p99(), latency.max(), latency.count());
    }

    private String deadLetters() {
        var counts = status.facts().deadLetters();
        var reach = status.reach();
        if (counts.isEmpty()) {
            return "none";
        }
        return counts.stream()
                        .map(count -> count.code() + " " + count.count() + " in " + count.topic())
                        .collect(Collectors.joining(", "))
                + (reach.deadLettersKept() > reach.deadLetters() ? " (newest " + reach.deadLetters() + ")" : "");
    }

    private String triggers() {
        var open = status.openTriggers();
        return open.isEmpty()
                ? "none open"
                : open.size() + " open: " + open.get(0).getPolicy() + ", "
                        + open.get(0).getReason();
    }

    private String drift() {
        var verdicts = new ArrayList<String>();
        status.verdicts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(count -> verdicts.add(count.getValue() + " " + count.getKey()));
        if (verdicts.isEmpty()) {
            return "no window reported";
        }
        var drifted = status.drifted().stream().map(it -> it.name()).distinct().collect(Collectors.joining(", "));
        return String.join(", ", verdicts) + (drifted.isEmpty() ? "" : ": " + drifted);
    }
}
