package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.seeing.domain.Moment;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the chain of records about one event, and where each lies. */
@ChangesNothing
@Command(
        name = "explain",
        description = "Show how an event was answered, and what became of it: event, features, version and revision, "
                + "prediction, label, drift windows, triggers, each with its place. Kafka has no index of ids: without "
                + "--entity or --time only the newest predictions are searched.",
        footer = "  sluicegate explain payment-17 --pipeline examples/fraud/fraud.yaml --entity card-3")
public final class ExplainCommand extends SeeingCommand {
    @Parameters(paramLabel = "EVENT-ID", description = "The event's id, as its prediction has it.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(
            names = "--entity",
            paramLabel = "KEY",
            description = "The event's entity: only the entity's partition is searched.")
    private @Nullable String entity;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description =
                    "About when the event was answered, for example 2026-03-01T12:00:00Z or 2h ago as 2h: only what "
                            + "was written around then is searched.")
    private @Nullable String time;

    @Option(
            names = "--around",
            defaultValue = "5m",
            paramLabel = "LENGTH",
            description = "How far from --time the search goes (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String around;

    @Option(
            names = "--search",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Search at most so many predictions (default: ${DEFAULT-VALUE}).")
    private long most;

    @Override
    int run(PipelineLog log, Terminal terminal) {
        var search = search(log).sharpened();
        var found = search.in(log.topics().predictions());
        if (found.isEmpty()) {
            throw new CommandFailed(Message.EVENT_NOT_FOUND, id, search.words());
        }
        var explanation = new ChainReader(log).of(found.get(found.size() - 1));
        print(terminal, ExplanationJson.of(explanation, log.log().recordsRead()), () -> new ExplanationText(
                        explanation, terminal)
                .print());
        if (found.size() > 1 && !isJson()) {
            terminal.line("There are " + found.size() + " predictions with this id; this is the newest. Earlier: "
                    + String.join(
                            ", ",
                            found.subList(0, found.size() - 1).stream()
                                    .map(it -> it.place().toString())
                                    .toList()));
        }
        return 0;
    }

    private EventSearch search(PipelineLog log) {
        return new EventSearch(
                log,
                id,
                Optional.ofNullable(entity),
                Optional.ofNullable(timeOrNull(time)),
                Moment.duration(around).orElseThrow(() -> new CommandFailed(Message.NOT_A_LENGTH, around)),
                most);
    }
}
