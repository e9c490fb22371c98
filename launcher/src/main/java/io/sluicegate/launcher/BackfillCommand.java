package io.sluicegate.launcher;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.domain.InvalidFeatureSetException;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.enricher.offline.EventFile;
import io.sluicegate.enricher.offline.FeaturesFile;
import io.sluicegate.launcher.cli.AvroSchemaFile;
import io.sluicegate.launcher.cli.Progress;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code backfill} command: computes the features of recorded events with the code that computes them online. */
@Command(
        name = "backfill",
        description = "Compute the features of recorded events, with the same code as the running stage.",
        footer = "  sluicegate backfill --pipeline examples/fraud/fraud.yaml --events history.avro --out features.avro")
final class BackfillCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "Recorded events (.avro or .jsonl), oldest first.")
    @SuppressWarnings("NullAway.Init")
    private Path events;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "The events' Avro schema; not needed for an .avro file.")
    private @Nullable Path schema;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "File to write the features to (.avro).")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    @SuppressWarnings("try") // progress watches the job until it is closed
    public Integer call() throws IOException {
        var config = pipeline.read();
        var engine = engine(config);
        try (var input = EventFile.open(events, engine.needs());
                var output = FeaturesFile.create(out, FeaturesSchema.of(config.pipeline(), config.features()));
                var progress =
                        Progress.of(Terminal.standard(), "computing features", Files.size(events), input::position)) {
            var summary = new Backfill(engine, Instant.now()).run(String.valueOf(events.getFileName()), input, output);
            System.out.println(summary.events() + " events, " + summary.computed() + " with features in " + out
                    + ", rejected " + summary.rejected());
        }
        return 0;
    }

    private FeatureEngine engine(PipelineConfig config) {
        var schema = eventSchema();
        try {
            return FeatureEngine.of(config.features(), config.events(), schema);
        } catch (InvalidFeatureSetException e) {
            throw new CommandFailed(e, Message.EVENTS_UNUSABLE, events, String.join("; ", e.problems()));
        }
    }

    private Schema eventSchema() {
        return schema == null
                ? ownSchema().orElseThrow(() -> new CommandFailed(Message.SCHEMA_NEEDED, events))
                : AvroSchemaFile.read(schema);
    }

    private Optional<Schema> ownSchema() {
        if (!Files.exists(events)) {
            throw new CommandFailed(Message.FILE_MISSING, events);
        }
        if (!events.toString().endsWith(".avro")) {
            return Optional.empty();
        }
        try (var file = new DataFileReader<GenericRecord>(events.toFile(), new GenericDatumReader<>())) {
            return Optional.of(file.getSchema());
        } catch (IOException | AvroRuntimeException e) {
            throw new CommandFailed(e, Message.FILE_UNUSABLE, events + " is no Avro file: " + e.getMessage());
        }
    }
}
