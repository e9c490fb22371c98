package io.sluicegate.launcher.records.tail;

import io.sluicegate.launcher.PipelineOption;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.CtrlC;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code tail} command: shows the records of a pipeline's topics, and follows them. */
@ChangesNothing
@Command(
        name = "tail",
        description = {
            "Show a pipeline's records from its newest ones on, or from a place that you name, until Ctrl-C.",
            "A place is beginning, end, a span before now such as -10m, a time such as 2026-11-27T18:00:00Z, an offset, or "
                    + "PARTITION:OFFSET. Times in tables are UTC."
        },
        footer = "  sluicegate tail predictions --pipeline examples/fraud/fraud.yaml --where 'record.score > 0.9'")
public final class TailCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private Kind kind;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description = "Where to begin (default: the newest " + Tail.NEWEST + " records, or --limit of them).")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "PLACE", description = "Where to end, exclusively.")
    private @Nullable String until;

    @Option(names = "--no-follow", description = "End at the present end of the log.")
    private boolean noFollow;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            description = "Only records with this key, from the partition where Kafka's default partitioner puts it.")
    private @Nullable String key;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "End after N records.")
    private @Nullable Integer limit;

    @Option(
            names = "--where",
            paramLabel = "CEL",
            description =
                    "Only records that meet a condition over record.FIELD, key, topic, partition, offset and time; of "
                            + "dead letters also cause.code, cause.stage, cause.message.")
    private @Nullable String where;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    private final Terminal terminal;

    public TailCommand() {
        this(Terminal.standard());
    }

    public TailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (limit != null && limit < 1) {
            throw new CommandFailed(Message.VALUE_UNUSABLE, "--limit", limit, "at least 1");
        }
        var config = pipeline.read();
        var now = Instant.now();
        var request = new TailRequest(
                kind,
                Optional.ofNullable(from).map(it -> Place.parse("--from", it, now)),
                Optional.ofNullable(until).map(it -> Place.parse("--until", it, now)),
                !noFollow,
                Optional.ofNullable(key),
                Optional.ofNullable(limit),
                Optional.ofNullable(where),
                output.isJson());
        try (var ending = CtrlC.endsWith(0)) {
            new TailRun(request, config, terminal).run();
        }
        return 0;
    }
}
