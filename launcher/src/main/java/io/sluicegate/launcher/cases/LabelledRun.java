package io.sluicegate.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.drift.BareDetector;
import io.sluicegate.launcher.rows.FieldPath;
import io.sluicegate.launcher.rows.RecordMaker;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Label;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.service.StageContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;

/** The drift detector's topology over a case's predictions and labels, for the labels that become dead letters. */
record LabelledRun(StageContext context, Path store, Path work) {
    private static final String ID = "eventId";
    private static final String ENTITY = "entity";
    private static final String EVENT_TIME = "eventTime";
    private static final String KNOWN_AT = "knownAt";

    /** @param predictions records of the predictions, and beside each its plain values */
    List<TestRecord<byte[], byte[]>> letters(
            List<GivenEvent> labels,
            List<TestRecord<byte[], byte[]>> predictions,
            List<Map<String, Object>> plain,
            Instant begin) {
        var topics = Topics.of(context.config().pipeline());
        try (var detector = new BareDetector(context, store);
                var bench = new Bench(detector.topology(), work, begin)) {
            predictions.forEach(it -> bench.pass(topics.predictions(), it));
            labels.forEach(it -> pipe(bench, topics.labels(), it, plain));
            return bench.read(Topics.deadLetters(topics.labels()));
        }
    }

    private void pipe(Bench bench, String topic, GivenEvent given, List<Map<String, Object>> predictions) {
        if (given.bytes().isPresent()) {
            bench.pipe(
                    topic,
                    given.key().orElse("").getBytes(UTF_8),
                    given.bytes().get().getBytes(UTF_8),
                    given.at().orElse(Instant.EPOCH));
            return;
        }
        var schema = Label.getClassSchema();
        var label = RecordMaker.exact(schema).make(completed(given.fields(), predictions));
        var value = context.clients()
                .serdes()
                .writer(AvroSerdes.subject(topic), schema)
                .write(label);
        var at = given.at()
                .or(() -> FieldPath.of(schema, KNOWN_AT).flatMap(it -> it.time(label)))
                .orElse(Instant.EPOCH);
        bench.pipe(
                topic,
                given.key().orElseGet(() -> String.valueOf(label.get(ENTITY))).getBytes(UTF_8),
                value,
                at);
    }

    /** The label with entity and time of its prediction, if it has none of its own; the truth is known when the event happens. */
    private static Map<String, Object> completed(Map<String, Object> label, List<Map<String, Object>> predictions) {
        var completed = new LinkedHashMap<>(label);
        Optional<Map<String, Object>> prediction = predictions.stream()
                .filter(it -> Objects.equals(it.get(ID), label.get(ID)))
                .findFirst();
        prediction.ifPresent(it -> {
            completed.putIfAbsent(ENTITY, it.get(ENTITY));
            completed.putIfAbsent(EVENT_TIME, it.get(EVENT_TIME));
        });
        if (completed.containsKey(EVENT_TIME)) {
            completed.putIfAbsent(KNOWN_AT, completed.get(EVENT_TIME));
        }
        return completed;
    }
}
