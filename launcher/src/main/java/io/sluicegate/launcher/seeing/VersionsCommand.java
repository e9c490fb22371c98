package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.console.FactReader;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.console.web.DecisionsJson;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.cli.Wrapped;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.VersionLine;
import io.sluicegate.launcher.seeing.domain.VersionLine.OnInstance;
import io.sluicegate.launcher.seeing.domain.Words;
import io.sluicegate.pipeline.catalogue.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the registered versions, who vouched for them, what they do, and where they are loaded. */
@ChangesNothing
@Command(
        name = "versions",
        description =
                "Show the registered versions: who registered and approved each, what it does or did last, and its "
                        + "state on each instance.",
        footer = "  sluicegate versions --pipeline examples/fraud/fraud.yaml")
public final class VersionsCommand extends SeeingCommand {
    private static final long HEARTBEATS = 10_000;

    @Override
    int run(PipelineLog log, Terminal terminal) {
        var audit = log.audit().stream().map(Found::value).toList();
        var lines = VersionLine.of(facts(log), audit);
        print(terminal, lines.stream().map(VersionsCommand::json).toList(), () -> print(lines, terminal));
        return 0;
    }

    private static PipelineFacts facts(PipelineLog log) {
        var pipeline = log.config().pipeline();
        var fold = new PipelineFold(pipeline);
        var reader = new FactReader(pipeline, log.cluster().clients().serdes());
        for (var span : List.of(
                log.whole(Topics.MODELS),
                log.whole(Topics.DEPLOYMENTS),
                log.whole(Topics.STATUS).last(HEARTBEATS))) {
            log.read(span, raw -> {
                reader.read(raw).ifPresent(fold::add);
                return true;
            });
        }
        return fold.at(Instant.now());
    }

    static void print(List<VersionLine> lines, Terminal terminal) {
        if (lines.isEmpty()) {
            terminal.line("No version is registered.");
            return;
        }
        var table = new TextTable("VERSION", "REGISTERED", "BY", "APPROVED BY", "LOADED", "STANDING").lastBelow();
        for (var line : lines) {
            var registration = line.registration();
            table.row(
                    registration.getVersion(),
                    Words.time(registration.getRegisteredAt()),
                    registration.getRegisteredBy(),
                    registration.getApprovedBy(),
                    line.loaded(),
                    standing(line));
        }
        table.print(terminal);
        lines.forEach(
                line -> line.instances().forEach(instance -> instance.error().ifPresent(error -> Wrapped.lines(
                                "! " + line.registration().getVersion() + " on " + instance.instance() + ": " + error,
                                "  ",
                                terminal.width())
                        .forEach(terminal::line))));
    }

    private static String standing(VersionLine line) {
        var standing = line.standing();
        return standing.words()
                + standing.since().map(it -> ", since " + Words.time(it)).orElse("");
    }

    private static Map<String, Object> json(VersionLine line) {
        var json = DecisionsJson.registration(line.registration());
        json.put("location", line.registration().getLocation());
        json.put("standing", line.standing().what());
        json.put("words", line.standing().words());
        json.put("since", line.standing().since());
        json.put(
                "instances",
                line.instances().stream().map(VersionsCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(OnInstance instance) {
        return object("instance", instance.instance(), "state", instance.state(), "error", instance.error());
    }
}
