package io.sluicegate.launcher.records;

import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import java.time.InstantSource;
import picocli.CommandLine.Command;

/** The {@code labels} command. */
@Command(
        name = "labels",
        description = "Tell a pipeline what turned out to be true.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = LabelsCommand.Send.class,
        footer = "  sluicegate labels send --pipeline examples/fraud/fraud.yaml --input labels.csv")
public final class LabelsCommand {

    /** Sends a file's rows as labels. */
    @Command(
            name = "send",
            description = {
                "Send the rows of a file as labels: the truth about events, once it is known.",
                "A row has eventId, entity and positive (true, false, 1 or 0), and may have eventTime and knownAt. Its event "
                        + "may be named by the fields of the pipeline's events, too. Without knownAt it is known now; without "
                        + "eventTime that is knownAt."
            },
            footer = "  sluicegate labels send --pipeline examples/fraud/fraud.yaml --input labels.csv")
    static final class Send extends SendCommand {
        Send() {
            this(Terminal.standard());
        }

        Send(Terminal terminal) {
            super(terminal);
        }

        @Override
        Target target(PipelineConfig config, Cluster cluster) {
            var subject = AvroSerdes.subject(config.events().topic());
            return new LabelTarget(config, cluster.clients().schemas().latest(subject), InstantSource.system());
        }
    }
}
