package io.sluicegate.launcher.records;

import io.sluicegate.launcher.cli.AvroSchemaFile;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code events} command. */
@Command(
        name = "events",
        description = "Send events to a pipeline.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = EventsCommand.Send.class,
        footer = "  sluicegate events send --pipeline examples/fraud/fraud.yaml --input payments.csv")
public final class EventsCommand {

    /** Sends a file's rows as events. */
    @Command(
            name = "send",
            description = {
                "Send the rows of a file as events, encoded by the events' schema and keyed by the entity.",
                "Times are ISO 8601 (UTC without a zone) or numbers of the schema's unit. A field that a row lacks gets the "
                        + "schema's default or null; one that the schema lacks is left out."
            },
            footer = "  sluicegate events send --pipeline examples/fraud/fraud.yaml --input payments.csv --speed 60x")
    static final class Send extends SendCommand {
        @Option(
                names = "--schema",
                paramLabel = "FILE",
                description = "The events' Avro schema, which is registered if it is new (default: the newest in the "
                        + "registry).")
        private @Nullable Path schema;

        Send() {
            this(Terminal.standard());
        }

        Send(Terminal terminal) {
            super(terminal);
        }

        @Override
        Target target(PipelineConfig config, Cluster cluster) {
            return new EventTarget(
                    config.events(), schema == null ? newest(config, cluster) : AvroSchemaFile.record(schema));
        }

        private static Schema newest(PipelineConfig config, Cluster cluster) {
            var subject = AvroSerdes.subject(config.events().topic());
            return cluster.clients()
                    .schemas()
                    .latest(subject)
                    .orElseThrow(() -> new CommandFailed(
                            Message.NO_EVENT_SCHEMA,
                            subject,
                            cluster.config().kafka().registry()));
        }
    }
}
