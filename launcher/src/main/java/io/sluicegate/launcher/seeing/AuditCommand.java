package io.sluicegate.launcher.seeing;

import io.sluicegate.console.web.DecisionsJson;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Words;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who wanted what, what was decided, and why. */
@ChangesNothing
@Command(
        name = "audit",
        description = "Show the newest decisions: who wanted what, what rollout control decided, and why.",
        footer = "  sluicegate audit --pipeline examples/fraud/fraud.yaml --since 2h")
public final class AuditCommand extends SeeingCommand {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Decisions from this time on, for example 2h, 3d or 2026-03-01T12:00:00Z (default: the newest).")
    private @Nullable String since;

    @Option(
            names = "--limit",
            defaultValue = "20",
            paramLabel = "N",
            description = "At most so many, the newest (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    int run(PipelineLog log, Terminal terminal) {
        var all = since == null ? log.audit() : entries(log, since);
        var newest = all.subList(Math.max(0, all.size() - limit), all.size());
        print(terminal, newest.stream().map(AuditCommand::json).toList(), () -> print(newest, terminal));
        return 0;
    }

    private static List<Found<AuditEntry>> entries(PipelineLog log, String since) {
        return log.all(AuditEntry.class, log.since(Topics.AUDIT, time(since))).stream()
                .filter(entry -> entry.value().getPipeline().equals(log.config().pipeline()))
                .toList();
    }

    static void print(List<Found<AuditEntry>> entries, Terminal terminal) {
        if (entries.isEmpty()) {
            terminal.line("No decision yet.");
            return;
        }
        var table = new TextTable("TIME", "BY", "WANTED", "DECIDED", "REV", "WHY").lastBelow();
        for (var found : entries) {
            var entry = found.value();
            var command = Optional.ofNullable(entry.getCommand());
            table.row(
                    Words.time(entry.getAt()),
                    command.map(ModelCommand::getIssuedBy).orElse("-"),
                    Words.command(entry.getCommand()),
                    entry.getKind(),
                    Optional.ofNullable(entry.getDeployment())
                            .map(Deployment::getRevision)
                            .map(String::valueOf)
                            .orElse("-"),
                    entry.getReason()
                            + command.map(ModelCommand::getReason)
                                    .filter(reason -> !reason.isEmpty())
                                    .map(reason -> " (\"" + reason + "\")")
                                    .orElse(""));
        }
        table.print(terminal);
    }

    private static Map<String, Object> json(Found<AuditEntry> found) {
        var json = DecisionsJson.entry(found.value());
        json.put("place", ExplanationJson.place(found.place()));
        return json;
    }
}
