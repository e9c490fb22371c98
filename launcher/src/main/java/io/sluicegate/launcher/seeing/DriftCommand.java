package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.cli.Wrapped;
import io.sluicegate.launcher.seeing.domain.DriftChart;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Words;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.records.DriftReport;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how the statistics of features, predictions and outcomes went over the last windows. */
@ChangesNothing
@Command(
        name = "drift",
        description =
                "Show the drift of features, predictions and outcomes over the last windows, as small charts, with "
                        + "thresholds and verdicts.",
        footer = "  sluicegate drift --pipeline examples/fraud/fraud.yaml --windows 24")
public final class DriftCommand extends SeeingCommand {
    private static final long REPORTS = 20_000;
    private static final String BARS = "LAST WINDOWS";

    @Option(
            names = "--windows",
            defaultValue = "24",
            paramLabel = "N",
            description = "So many of the last windows (default: ${DEFAULT-VALUE}).")
    private int windows;

    @Option(names = "--subject", paramLabel = "NAME", description = "Only this feature, score or labels.")
    private @Nullable String subject;

    @Override
    int run(PipelineLog log, Terminal terminal) {
        var span = log.whole(log.topics().drift()).last(REPORTS);
        var all = log.all(DriftReport.class, span).stream().map(Found::value).toList();
        var charts = DriftChart.of(ofSubject(all), Math.max(1, windows));
        print(terminal, charts.stream().map(DriftCommand::json).toList(), () -> {
            if (charts.isEmpty()) {
                none(log.config().drift(), terminal);
            } else {
                print(charts, terminal);
            }
        });
        return 0;
    }

    private List<DriftReport> ofSubject(List<DriftReport> all) {
        var chosen = all.stream()
                .filter(report -> subject == null || report.getName().equals(subject))
                .toList();
        if (chosen.isEmpty() && !all.isEmpty()) {
            throw new CommandFailed(
                    Message.NO_SUCH_SUBJECT,
                    subject,
                    all.stream().map(DriftReport::getName).distinct().sorted().collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static void none(DriftSettings drift, Terminal terminal) {
        Wrapped.lines(
                        "No drift window has been reported yet. A window of " + Words.span(drift.window())
                                + " is reported once events come from " + Words.span(drift.grace())
                                + " after its end, or once no event has come for " + Words.span(drift.idle())
                                + "; for past events sent all at once, after " + Words.span(drift.replayIdle())
                                + ": see drift.window, grace, idle and replay-idle in the pipeline's file.",
                        "",
                        terminal.width())
                .forEach(terminal::line);
    }

    static void print(List<DriftChart> charts, Terminal terminal) {
        var room = terminal.width() - table(charts, 0).width() + BARS.length();
        var isNarrow = terminal.isInteractive() && room >= BARS.length();
        table(charts, isNarrow ? room : Integer.MAX_VALUE).lastBelow().print(terminal);
        var ends = charts.get(0).ends();
        Wrapped.lines(
                        "Windows from " + Words.time(ends.get(0)) + " to " + Words.time(ends.get(ends.size() - 1))
                                + "; the highest bar is the greatest value or the limit.",
                        "",
                        terminal.width())
                .forEach(line -> terminal.line(terminal.styled(Style.DIM, line)));
    }

    /** @param most how many of the newest bars there is room for */
    private static TextTable table(List<DriftChart> charts, int most) {
        var table = new TextTable("SUBJECT", "VERSION", "STATISTIC", "LATEST", "LIMIT", "VERDICT", BARS);
        charts.forEach(chart -> table.row(
                chart.scope() + " " + chart.name(),
                chart.version(),
                chart.statistic(),
                Words.number(chart.latest()),
                chart.threshold() == null ? null : Words.number(chart.threshold()),
                chart.verdict(),
                newest(chart.bars(), most)));
        return table;
    }

    private static String newest(String bars, int most) {
        return bars.substring(Math.max(0, bars.length() - most));
    }

    private static Map<String, Object> json(DriftChart chart) {
        return object(
                "scope", chart.scope(),
                "name", chart.name(),
                "version", chart.version(),
                "statistic", chart.statistic(),
                "threshold", Optional.ofNullable(chart.threshold()),
                "values", chart.values(),
                "windowEnds", chart.ends(),
                "verdict", chart.verdict());
    }
}
