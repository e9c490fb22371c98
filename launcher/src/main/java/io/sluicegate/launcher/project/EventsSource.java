package io.sluicegate.launcher.project;

import io.sluicegate.launcher.cli.AvroSchemaFile;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import io.sluicegate.runtime.registry.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What is known of the events before the project is made: a sample of them, or their schema.
 *
 * @param name the file or the subject
 * @param schema the schema that somebody wrote; empty if it has to be inferred
 * @param sample the first rows; empty if there is only a schema
 * @param topic the topic whose subject it is; empty for a file
 */
record EventsSource(String name, Optional<Schema> schema, Optional<SampleTable> sample, Optional<String> topic) {
    private static final String SUFFIX = "-value";

    /** @param registry the registry's address, for a subject */
    static EventsSource open(String events, String registry) throws IOException {
        var file = Path.of(events);
        if (events.equals("-")) {
            throw new CommandFailed(Message.SAMPLE_OF_OTHER_KIND, "the standard input");
        }
        if (events.matches("(?i).*\\.(csv|tsv|jsonl|ndjson|json|avsc)") && !Files.exists(file)) {
            throw new CommandFailed(Message.FILE_MISSING, file);
        }
        if (events.matches("(?i).*\\.(csv|tsv|jsonl|ndjson|json)")) {
            return new EventsSource(events, Optional.empty(), Optional.of(SampleReader.read(file)), Optional.empty());
        }
        if (events.endsWith(".avsc")) {
            return new EventsSource(
                    events, Optional.of(AvroSchemaFile.record(file)), Optional.empty(), Optional.empty());
        }
        if (Files.exists(file)) {
            throw new CommandFailed(Message.SAMPLE_OF_OTHER_KIND, events);
        }
        return new EventsSource(events, Optional.of(registered(events, registry)), Optional.empty(), topic(events));
    }

    private static Optional<String> topic(String subject) {
        return subject.endsWith(SUFFIX)
                ? Optional.of(subject.substring(0, subject.length() - SUFFIX.length()))
                : Optional.empty();
    }

    private static Schema registered(String subject, String registry) {
        try (var schemas = Schemas.at(registry, Map.of())) {
            return record(
                    subject,
                    schemas.latest(subject)
                            .orElseThrow(() -> new CommandFailed(Message.SUBJECT_MISSING, subject, registry)));
        } catch (RegistryUnavailable e) {
            throw new CommandFailed(e, Message.REGISTRY_UNREACHABLE, registry, 5);
        }
    }

    private static Schema record(String place, Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new CommandFailed(
                    Message.NOT_A_SCHEMA,
                    place,
                    "it is of type " + schema.getType().getName() + ", not a record");
        }
        return schema;
    }

    /** The fields of the events. */
    List<Field> fields() {
        return sample.map(FieldInference::fields).orElseGet(() -> EventsSchema.fields(schema.orElseThrow()));
    }

    /** The name of the file with samples in a project. */
    Optional<String> sampleFile() {
        return sample.map(it -> !it.isText()
                ? "events.jsonl"
                : name.toLowerCase(java.util.Locale.ROOT).endsWith(".tsv") ? "events.tsv" : "events.csv");
    }
}
