package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.seeing.domain.DecisionCount;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Reign;
import io.sluicegate.launcher.seeing.domain.Words;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a version has decided: from when to when, between which offsets, and how often. */
@ChangesNothing
@Command(
        name = "blast-radius",
        description =
                "Show the predictions by which a version decided: between which offsets of which partitions they lie, "
                        + "and how many they are.",
        footer = "  sluicegate blast-radius fraud-model@7 --pipeline examples/fraud/fraud.yaml")
public final class BlastRadiusCommand extends SeeingCommand {
    @Parameters(paramLabel = "MODEL@VERSION", description = "The version, or the model's name and the version.")
    @SuppressWarnings("NullAway.Init")
    private String modelAndVersion;

    @Option(
            names = "--estimate",
            description =
                    "Don't read the predictions between the offsets, which takes its time for millions; estimate how "
                            + "many there are from the version's share of the keys.")
    private boolean estimate;

    @Override
    int run(PipelineLog log, Terminal terminal) {
        var version = version(log);
        var reigns = Reign.of(version, log.audit().stream().map(Found::value).toList());
        if (reigns.isEmpty()) {
            throw new CommandFailed(Message.NEVER_DECIDED, version, log.config().pipeline());
        }
        var reader = new RadiusReader(log, terminal);
        var radii = reigns.stream().map(reign -> radius(version, reign, reader)).toList();
        print(terminal, json(version, radii), () -> radii.forEach(radius -> print(version, radius, terminal)));
        return 0;
    }

    private String version(PipelineLog log) {
        var model = log.config().model().name() + "@";
        if (!modelAndVersion.contains("@")) {
            return modelAndVersion;
        }
        if (!modelAndVersion.startsWith(model)) {
            throw new CommandFailed(
                    Message.OTHER_MODEL, modelAndVersion, log.config().model().name());
        }
        return modelAndVersion.substring(model.length());
    }

    private Radius radius(String version, Reign reign, RadiusReader reader) {
        var span = reader.span(reign);
        return new Radius(reign, span, estimate ? Optional.empty() : Optional.of(reader.counted(version, span)));
    }

    private Map<String, Object> json(String version, List<Radius> radii) {
        return object(
                "version",
                version,
                "decisions",
                radii.stream().mapToLong(Radius::decisions).sum(),
                "estimated",
                estimate,
                "reigns",
                radii.stream().map(Radius::json).toList());
    }

    private void print(String version, Radius radius, Terminal terminal) {
        var reign = radius.reign();
        terminal.line(terminal.styled(
                Style.BOLD,
                "Version " + version + " decided under revisions " + reign.fromRevision() + " to "
                        + reign.untilRevision()
                                .map(it -> String.valueOf(it - 1))
                                .orElse("now") + ", from " + Words.time(reign.since()) + " to "
                        + reign.until().map(Words::time).orElse("now")));
        terminal.line("The version had " + shares(reign) + " of the keys: "
                + (estimate
                        ? "about " + radius.decisions() + " decisions, not counted."
                        : radius.decisions() + " decisions."));
        var table = new TextTable("PARTITION", "FROM", "UNTIL", "DECISIONS", "POSITIVE", "FIRST", "LAST");
        radius.partitions().forEach(partition -> row(partition, radius, table));
        table.print(terminal);
    }

    private static void row(TopicPartition partition, Radius radius, TextTable table) {
        var count = radius.count(partition);
        table.row(
                partition.partition(),
                count.map(DecisionCount::from).orElseGet(() -> radius.span().begin(partition)),
                count.map(DecisionCount::until).orElseGet(() -> radius.span().end(partition)),
                count.map(DecisionCount::decisions).map(String::valueOf).orElse("-"),
                count.map(DecisionCount::positives).map(String::valueOf).orElse("-"),
                Words.time(count.map(DecisionCount::since).orElse(null)),
                Words.time(count.map(DecisionCount::to).orElse(null)));
    }

    private static String shares(Reign reign) {
        return reign.lowestShare() == reign.highestShare()
                ? Words.percent(reign.lowestShare())
                : Words.percent(reign.lowestShare()) + " to " + Words.percent(reign.highestShare());
    }
}
