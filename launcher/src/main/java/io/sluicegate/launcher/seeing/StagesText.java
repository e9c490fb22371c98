package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.cli.Wrapped;
import io.sluicegate.launcher.seeing.domain.Finding;
import io.sluicegate.launcher.seeing.domain.Glimpse;
import io.sluicegate.launcher.seeing.domain.ServiceAnswer;
import io.sluicegate.launcher.seeing.domain.StageStatus;
import io.sluicegate.launcher.seeing.domain.Words;
import java.util.List;
import java.util.Locale;

/** Prints what every status has: the stages, the services that don't answer, and the findings. */
final class StagesText {
    private final Terminal terminal;

    StagesText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The status of a pipeline whose records can't be read. */
    void print(Glimpse glimpse, List<Finding> findings) {
        terminal.line(terminal.styled(Style.BOLD, glimpse.pipeline()) + "  at " + Words.time(glimpse.at())
                + ", without its records");
        stages(glimpse);
        glimpse.services().stream()
                .filter(service -> service.answersFor(glimpse.pipeline()))
                .forEach(service -> dim(readiness(service)));
        findings(findings);
    }

    void stages(Glimpse glimpse) {
        var table = new TextTable("STAGE", "THREADS", "LAG", "STATE");
        for (var stage : glimpse.stages()) {
            table.row(
                    stage.stage(),
                    stage.threads(),
                    stage.lag().isPresent() ? stage.lag().getAsLong() : null,
                    state(stage, glimpse));
        }
        if (!table.isEmpty()) {
            table.print(terminal);
        }
        glimpse.services().stream()
                .filter(service -> !service.answersFor(glimpse.pipeline()))
                .forEach(service -> dim(unknown(service, glimpse.pipeline())));
    }

    private static String unknown(ServiceAnswer service, String pipeline) {
        return (service.answers()
                        ? "the service at " + service.url() + " works for " + String.join(", ", service.pipelines())
                                + ", not for " + pipeline
                        : "nothing answers at " + service.url())
                + ": readiness is unknown (--url says where)";
    }

    private static String readiness(ServiceAnswer service) {
        return "the service at " + service.url() + " answers: "
                + (service.reasons().isEmpty()
                        ? "all of its stages are ready"
                        : "not ready are " + String.join(", ", service.reasons().keySet()));
    }

    private void dim(String line) {
        Wrapped.lines(line, "  ", terminal.width()).forEach(it -> terminal.line(terminal.styled(Style.DIM, it)));
    }

    private static String state(StageStatus stage, Glimpse glimpse) {
        return glimpse.reason(stage.stage())
                .map(reason -> "not ready: " + reason)
                .orElse(stage.runs() ? stage.state().toLowerCase(Locale.ROOT) : "doesn't run");
    }

    void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            terminal.line(terminal.styled(Style.GREEN, "All is well."));
            return;
        }
        terminal.line("");
        for (var finding : findings) {
            Wrapped.lines("! " + finding.what(), "  ", terminal.width())
                    .forEach(line -> terminal.line(terminal.styled(Style.YELLOW, line)));
            Wrapped.lines("  -> " + finding.remedy(), "     ", terminal.width()).forEach(terminal::line);
        }
    }
}
