package io.sluicegate.launcher.load;

import io.sluicegate.launcher.cli.AvroSchemaFile;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.rows.Misfit;
import io.sluicegate.launcher.rows.Reading;
import io.sluicegate.launcher.rows.RecordMaker;
import io.sluicegate.launcher.rows.Rows;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a load's events come from. */
final class Source {
    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Sample events, as events send takes them: JSON objects, one a line, or CSV; sent again and again.")
    private @Nullable Path input;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "Avro schema of the events (default: the newest registered one). Without --input and --from-topic, "
                            + "events are random values of this schema.")
    private @Nullable Path schema;

    @Option(names = "--from-topic", paramLabel = "TOPIC", description = "Send the past events of this topic again.")
    private @Nullable String topic;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            defaultValue = "beginning",
            description = "Where in that topic to begin: beginning, a time, or an offset of each partition (default: "
                    + "${DEFAULT-VALUE}).")
    private String from = "beginning";

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Past events to hold in memory; they are sent again and again (default: ${DEFAULT-VALUE}).")
    private int most = 100_000;

    /** Whether events are made up, and so need keys. */
    boolean isRandom() {
        return input == null && topic == null;
    }

    Schema schema(Cluster cluster) {
        if (schema != null) {
            return AvroSchemaFile.record(schema);
        }
        var subject = AvroSerdes.subject(cluster.config().events().topic());
        return cluster.clients()
                .schemas()
                .latest(subject)
                .orElseThrow(() -> new CommandFailed(Message.LOAD_SOURCE, subject, "no schema is registered"));
    }

    /** @param notes takes the fields of the samples that the schema lacks */
    Samples samples(Cluster cluster, Schema events, RandomGenerator random, Consumer<String> notes) throws IOException {
        if (input != null) {
            return Samples.repeated(some(input.toString(), rows(input, events, notes)));
        }
        return topic == null
                ? new RandomSamples(events, random)
                : Samples.repeated(some(topic, past(cluster, topic, events)));
    }

    private static List<GenericRecord> some(String where, List<GenericRecord> events) {
        if (events.isEmpty()) {
            throw new CommandFailed(Message.LOAD_SOURCE, where, "there is none");
        }
        return events;
    }

    static List<GenericRecord> rows(Path file, Schema events, Consumer<String> notes) throws IOException {
        var records = new ArrayList<GenericRecord>();
        var maker = new RecordMaker(events);
        try (var rows = Rows.open(file)) {
            for (var next = rows.next(); next.isPresent(); next = rows.next()) {
                records.add(record(next.get(), maker, rows.name()));
            }
        }
        maker.unknown()
                .forEach(field -> notes.accept("note: " + file + " has '" + field + "', which events don't: left out"));
        return records;
    }

    private static GenericRecord record(Reading reading, RecordMaker maker, String file) {
        var place = file + ", line " + reading.line();
        if (!(reading instanceof Reading.Row row)) {
            throw new CommandFailed(Message.LOAD_SOURCE, place, ((Reading.Broken) reading).why());
        }
        try {
            return maker.make(row);
        } catch (Misfit e) {
            throw new CommandFailed(e, Message.LOAD_SOURCE, place, String.valueOf(e.getMessage()));
        }
    }

    private List<GenericRecord> past(Cluster cluster, String topic, Schema events) {
        var reader = cluster.clients().serdes().genericReader(events);
        var records = new ArrayList<GenericRecord>();
        try (var log = new LogReader(cluster.clients())) {
            log.read(begin(log, log.partitions(topic)), record -> {
                if (record.value() != null && reader.read(record.value()) instanceof Decoded<GenericRecord> it) {
                    records.add(it.value());
                }
                return records.size() < most;
            });
        }
        return records;
    }

    private Map<TopicPartition, Long> begin(LogReader log, List<TopicPartition> partitions) {
        var begins = log.begins(partitions);
        if (from.equals("beginning")) {
            return begins;
        }
        if (from.matches("\\d+")) {
            var offset = Long.parseLong(from);
            return begins.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, it -> Math.max(it.getValue(), offset)));
        }
        try {
            return log.at(partitions, Instant.parse(from));
        } catch (DateTimeException e) {
            throw new CommandFailed(
                    e,
                    Message.LOAD_OPTION,
                    "--from: expected beginning, an offset or a time such as " + "2026-05-01T12:00:00Z, found '" + from
                            + "'");
        }
    }
}
