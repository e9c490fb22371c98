package io.sluicegate.launcher.records;

import io.sluicegate.launcher.PipelineOption;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.CtrlC;
import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.launcher.cli.Progress;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.rows.Rows;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.registry.IncompatibleSchema;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that makes records of a file's rows and sends them. */
abstract class SendCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Option(
            names = {"-i", "--input"},
            required = true,
            paramLabel = "FILE",
            description =
                    "JSON objects, one a line, or CSV whose first line names the columns; - is the standard input.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @ArgGroup
    private @Nullable Pacing pacing;

    @Option(
            names = "--on-error",
            defaultValue = "skip",
            paramLabel = "ACTION",
            description =
                    "What to do at a row that can't be sent: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). "
                            + "Either way the command names the row and ends with exit code 2.")
    @SuppressWarnings("NullAway.Init")
    private OnError onError;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    private final Terminal terminal;

    SendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** How fast to send. */
    static final class Pacing {
        @Option(names = "--rate", paramLabel = "N", description = "Send N records a second.")
        private @Nullable Double rate;

        @Option(
                names = "--speed",
                paramLabel = "FACTOR",
                description =
                        "Send at the pace of the records' own times, so many times faster: 60x takes a minute for an "
                                + "hour. The times stay as they are.")
        private @Nullable String speed;

        private Pace pace() {
            if (rate == null) {
                return Pace.Speed.of(String.valueOf(speed));
            }
            if (!(rate > 0)) {
                throw new CommandFailed(Message.RATE_WRONG, rate);
            }
            return new Pace.Rate(rate);
        }
    }

    /** What to do at a row that can't be sent. */
    enum OnError {
        SKIP,
        STOP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the rows become. */
    abstract Target target(PipelineConfig config, Cluster cluster);

    @Override
    public final Integer call() throws Exception {
        var config = pipeline.read();
        var pace = pacing == null ? new Pace.AtOnce() : pacing.pace();
        try (var rows = Rows.open(input);
                var cluster = Cluster.open(config)) {
            send(rows, target(config, cluster), cluster, pace);
        } catch (RegistryUnavailable e) {
            throw Unavailable.registry(config, e);
        }
        return 0;
    }

    @SuppressWarnings("try") // Ctrl-C is watched until it is closed
    private void send(Rows rows, Target target, Cluster cluster, Pace pace) throws IOException {
        requireTopic(cluster, target.topic());
        var writer = writer(cluster, target);
        var skipped = new SkippedRows(rows.name(), terminal::note);
        try (var ending = CtrlC.endsWith(INTERRUPTED);
                var sender = new Sender(
                        cluster.clients(),
                        target.topic(),
                        line -> skipped.add(line, "too large", "the record is larger than Kafka takes"))) {
            var sending = new Sending(
                    rows, target, writer, sender, new Schedule(pace), skipped, onError == OnError.STOP, terminal::note);
            report(sent(sending, target), rows);
        }
    }

    @SuppressWarnings("try") // progress watches the sending until it is closed
    private SendSummary sent(Sending sending, Target target) throws IOException {
        try (var progress = Progress.of(terminal, "sending " + target.noun(), sending::done)) {
            return sending.run();
        }
    }

    private static AvroWriter<GenericRecord> writer(Cluster cluster, Target target) {
        var subject = AvroSerdes.subject(target.topic());
        try {
            return cluster.clients().serdes().writerOfUsers(subject, target.schema());
        } catch (IncompatibleSchema e) {
            throw new CommandFailed(
                    e, Message.SCHEMA_NOT_REGISTERED, target.schema().getFullName(), String.valueOf(e.getMessage()));
        }
    }

    private static void requireTopic(Cluster cluster, String topic) {
        try (var reader = new LogReader(cluster.clients())) {
            var unused = reader.partitions(topic);
        }
    }

    private void report(SendSummary summary, Rows rows) {
        output.print(terminal, summary.json(), () -> terminal.line(summary.text()));
        if (summary.skipped() > 0) {
            throw new CommandFailed(Message.ROWS_NOT_SENT, summary.skipped(), summary.rows(), rows.name());
        }
    }
}
