package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.console.web.DecisionsJson;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.seeing.domain.Decided;
import io.sluicegate.launcher.seeing.domain.Words;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which versions decided at a time, and who stood for them. */
@ChangesNothing
@Command(
        name = "live",
        description =
                "Show which versions decided at a time, for which shares of the keys, who had brought that about and "
                        + "who had approved them. The audit tells, and it is kept for ever.",
        footer = "  sluicegate live --pipeline examples/fraud/fraud.yaml --at 2026-03-01T12:00:00Z")
public final class LiveCommand extends SeeingCommand {
    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            description = "The time, for example 2026-03-01T12:00:00Z, or 2h for two hours ago.")
    @SuppressWarnings("NullAway.Init")
    private String at;

    @Override
    int run(PipelineLog log, Terminal terminal) {
        var time = time(at);
        var decided = Decided.at(time, log.audit())
                .orElseThrow(() ->
                        new CommandFailed(Message.NOTHING_DECIDED, log.config().pipeline(), Words.time(time)));
        print(terminal, json(decided, time), () -> print(decided, time, terminal));
        return 0;
    }

    private static void print(Decided decided, Instant time, Terminal terminal) {
        var deployment = decided.deployment();
        terminal.line(terminal.styled(
                Style.BOLD,
                "At " + Words.time(time) + ": revision " + deployment.revision() + " of "
                        + deployment.record().getModel() + ", written "
                        + Words.time(deployment.record().getAt())));
        terminal.line(cause(decided));
        var table = new TextTable("ARM", "VERSION", "SHARE", "SINCE", "BUNDLE", "WHO");
        deployment
                .arms()
                .forEach(arm -> table.row(
                        arm.role(),
                        arm.name(),
                        Words.percent(arm.share()),
                        Words.time(arm.tenure().since()),
                        arm.digest().substring(0, Math.min(12, arm.digest().length())),
                        decided.vouchedFor(arm.name())));
        if (table.isEmpty()) {
            terminal.line("No version decided yet.");
        } else {
            table.print(terminal);
        }
        terminal.line(terminal.styled(Style.DIM, "Told by " + decided.cause().place() + "."));
    }

    static String cause(Decided decided) {
        return decided.deployment().record().getChange()
                + decided.command()
                        .map(command -> ": " + Words.command(command) + ", wanted by " + command.getIssuedBy()
                                + reason(command))
                        .orElse("");
    }

    private static String reason(ModelCommand command) {
        return command.getReason().isEmpty() ? "" : " (\"" + command.getReason() + "\")";
    }

    private static Map<String, Object> json(Decided decided, Instant time) {
        return object(
                "at", time,
                "deployment", DecisionsJson.deployment(decided.deployment()),
                "decision", DecisionsJson.entry(decided.cause().value()),
                "issuedBy", decided.command().map(ModelCommand::getIssuedBy),
                "registrations", registrations(decided),
                "place", ExplanationJson.place(decided.cause().place()));
    }

    /** The registrations of the versions with an arm, as they were known then. */
    static Object registrations(Decided decided) {
        return decided.deployment().arms().stream()
                .flatMap(arm -> Optional.ofNullable(decided.registrations().get(arm.name())).stream())
                .map(DecisionsJson::registration)
                .collect(Collectors.toList());
    }
}
