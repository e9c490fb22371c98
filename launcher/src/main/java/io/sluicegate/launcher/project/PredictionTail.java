package io.sluicegate.launcher.project;

import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Prints each prediction as a line, from now on. */
final class PredictionTail implements AutoCloseable {
    private static final long PATIENCE_MS = 5_000;

    private final Clients clients;
    private final LogReader log;
    private final Map<TopicPartition, Long> from;
    private final Terminal terminal;
    private final AvroReader<Prediction> reader;
    private final Thread thread = new Thread(this::follow, "predictions");
    private volatile boolean closing;

    private PredictionTail(PipelineConfig config, Terminal terminal) {
        this.terminal = terminal;
        clients = new Clients(config.kafka().withSchemaPatience(Duration.ZERO), config.service());
        reader = clients.serdes().reader(Prediction.class);
        log = new LogReader(clients);
        from = log.ends(log.partitions(Topics.of(config.pipeline()).predictions()));
    }

    /** Follows the pipeline's predictions from their present end on. */
    static PredictionTail start(PipelineConfig config, Terminal terminal) {
        var tail = new PredictionTail(config, terminal);
        tail.thread.setDaemon(true);
        tail.thread.start();
        return tail;
    }

    private void follow() {
        try (clients;
                log) {
            log.followWhile(from, this::print, () -> !closing);
        }
    }

    private boolean print(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (reader.read(record.value()) instanceof Decoding.Decoded<Prediction> decoded) {
                terminal.line(line(decoded.value()));
            }
        } catch (RegistryUnavailable e) {
            terminal.note("a prediction can't be shown: " + e.getMessage());
        }
        return true;
    }

    /** The event, the version that decided, and what it said. */
    static String line(Prediction prediction) {
        return Stream.of(
                        prediction.getEventTime().toString(),
                        prediction.getEntity(),
                        prediction.getModel() + "@" + prediction.getVersion(),
                        answer(prediction))
                .collect(Collectors.joining("  "));
    }

    private static String answer(Prediction prediction) {
        var score = Optional.ofNullable(prediction.getScore()).map(it -> String.format(Locale.ROOT, "%.4f", it));
        var label = Optional.ofNullable(prediction.getLabel()).map(Object::toString);
        var reason = Optional.ofNullable(prediction.getReason()).map(Object::toString);
        var parts = Stream.of(label, score, reason).flatMap(Optional::stream).collect(Collectors.joining("  "));
        return parts.isEmpty() ? prediction.getOutcome().toString() : parts;
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join(PATIENCE_MS);
    }
}
