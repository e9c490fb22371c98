package io.sluicegate.launcher.records.tail;

import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.records.Unavailable;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.http.Json;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** One run of the {@code tail} command. */
final class TailRun {
    private final TailRequest request;
    private final PipelineConfig config;
    private final Terminal terminal;
    private long shown;

    TailRun(TailRequest request, PipelineConfig config, Terminal terminal) {
        this.request = request;
        this.config = config;
        this.terminal = terminal;
    }

    void run() throws InterruptedException {
        try (var cluster = Cluster.open(config);
                var reader = new LogReader(cluster.clients())) {
            var condition = request.where().map(text -> Where.of(text, schema(cluster)));
            walk(cluster, reader, condition);
            condition
                    .flatMap(Where::failure)
                    .filter(it -> shown == 0)
                    .ifPresent(it -> terminal.note("note: --where failed on records, first at " + it));
        } catch (InterruptException e) {
            var unused = Thread.interrupted(); // Ctrl-C: the user has seen enough
        } catch (RegistryUnavailable e) {
            throw Unavailable.registry(config, e);
        }
    }

    private Optional<Schema> schema(Cluster cluster) {
        return request.kind() == Kind.DEAD_LETTERS
                ? Optional.empty()
                : request.kind().schema().or(() -> cluster.clients()
                        .schemas()
                        .latest(AvroSerdes.subject(request.kind().topics(config).get(0))));
    }

    private void walk(Cluster cluster, LogReader reader, Optional<Where> condition) {
        var values = cluster.clients().serdes().genericReader();
        var key = request.key().or(() -> request.kind().keyOf(config));
        Predicate<Seen> ofKey = seen -> key.isEmpty() || key.equals(seen.key());
        var tail = new Tail(
                reader,
                record -> Seen.of(record, values.read(record.value())),
                ofKey.and(seen -> condition.isEmpty() || condition.get().test(seen)),
                key.isPresent() || condition.isPresent(),
                shower(),
                terminal,
                InstantSource.system());
        tail.walk(
                partitions(reader),
                request.from(),
                request.until(),
                request.follows(),
                request.limit().orElse(Tail.NEWEST));
    }

    /** Shows a record, and says whether more are wanted. */
    private Predicate<Seen> shower() {
        var table = new TailTable(request.kind(), Columns.of(request.kind(), config), terminal);
        return seen -> {
            if (request.isJson()) {
                terminal.line(Json.write(seen.json()));
            } else {
                table.show(seen);
            }
            shown++;
            return request.limit().filter(it -> shown >= it).isEmpty() && !terminal.isClosed();
        };
    }

    /** The partitions of those of the topics that there are. */
    private List<TopicPartition> partitions(LogReader reader) {
        var topics = request.kind().topics(config);
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            try {
                partitions.addAll(partitions(topic, reader));
            } catch (CommandFailed e) {
                // a pipeline may lack some of its dead-letter topics
            }
        }
        if (partitions.isEmpty()) {
            throw new CommandFailed(Message.TOPIC_MISSING, String.join(", ", topics));
        }
        return partitions;
    }

    private List<TopicPartition> partitions(String topic, LogReader reader) {
        return request.key()
                .map(it -> List.of(reader.partitionOf(topic, it.getBytes(StandardCharsets.UTF_8))))
                .orElseGet(() -> reader.partitions(topic));
    }
}
