package io.sluicegate.launcher.demo;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.CommittedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the whole log once more, as any {@code read_committed} client would, and compares the predictions with the events. */
final class LogCheck {

    /**
     * The result of the check.
     *
     * @param events events in the log
     * @param predictions predictions in the log
     * @param deadLetters dead letters of the events topic
     * @param lost events with neither
     * @param doubled events with more than one prediction
     * @param disordered keys whose predictions aren't in the order of their events
     */
    record Verdict(long events, long predictions, long deadLetters, long lost, long doubled, long disordered) {

        /** Compares ids by key, in the order of the log. */
        static Verdict of(Map<String, List<String>> events, Map<String, List<String>> predictions, long deadLetters) {
            long lost = 0;
            long doubled = 0;
            long disordered = 0;
            for (var entry : events.entrySet()) {
                var answers = predictions.getOrDefault(entry.getKey(), List.of());
                var answered = new LinkedHashSet<>(answers);
                var expected =
                        entry.getValue().stream().filter(answered::contains).toList();
                lost += entry.getValue().size() - expected.size();
                doubled += answers.size() - answered.size();
                disordered += expected.equals(List.copyOf(answered)) ? 0 : 1;
            }
            return new Verdict(size(events), size(predictions), deadLetters, lost, doubled, disordered);
        }

        private static long size(Map<String, List<String>> byKey) {
            return byKey.values().stream().mapToLong(List::size).sum();
        }

        boolean holds() {
            return lost == deadLetters && doubled == 0 && disordered == 0 && events > 0;
        }
    }

    private final PipelineConfig config;
    private final Clients clients;
    private final Topics topics;

    LogCheck(PipelineConfig config, Clients clients) {
        this.config = config;
        this.clients = clients;
        this.topics = Topics.of(config.pipeline());
    }

    Verdict verdict() {
        var idField = config.events().id();
        AvroSerdes serdes = clients.serdes();
        var events = idsByKey(
                config.events().topic(),
                serdes.genericReader(),
                (GenericRecord event) -> idField.map(field -> String.valueOf(event.get(field))));
        var predictions = idsByKey(
                topics.predictions(),
                serdes.reader(Prediction.class),
                prediction -> Optional.of(prediction.getEventId()));
        var letters = count(Topics.deadLetters(config.events().topic()));
        return Verdict.of(events, predictions, letters);
    }

    /** The switch from one revision to another in the predictions. */
    Switch switched(long oldRevision, long newRevision) {
        var reader = clients.serdes().reader(Prediction.class);
        var seen = new ArrayList<Switch.Seen>();
        readAll(topics.predictions(), record -> {
            if (reader.read(record.value()) instanceof Decoded<Prediction> decoded) {
                var appended = Instant.ofEpochMilli(record.timestamp());
                seen.add(new Switch.Seen(
                        record.partition(), record.offset(), decoded.value().getRevision(), appended));
            }
        });
        return Switch.of(seen, oldRevision, newRevision);
    }

    private <T> Map<String, List<String>> idsByKey(
            String topic, AvroReader<T> reader, Function<T, Optional<String>> id) {
        var ids = new LinkedHashMap<String, List<String>>();
        readAll(topic, record -> {
            if (reader.read(record.value()) instanceof Decoded<T> decoded) {
                var position = record.topic() + "-" + record.partition() + "-" + record.offset();
                ids.computeIfAbsent(String.valueOf(record.key()), key -> new ArrayList<>())
                        .add(id.apply(decoded.value()).orElse(position));
            }
        });
        return ids;
    }

    private long count(String topic) {
        var counted = new long[1];
        readAll(topic, record -> counted[0]++);
        return counted[0];
    }

    private void readAll(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        CommittedLog.readAll(clients.consumerProperties("sluicegate-check"), topic, new ByteArrayDeserializer(), each);
    }
}
