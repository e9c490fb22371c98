package io.sluicegate.console;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads the records of a pipeline's topics as facts. */
public final class FactReader {
    private static final String NO_CODE = "none";

    private final AvroSerdes serdes;
    private final Map<String, Function<ConsumerRecord<byte[], byte[]>, Fact>> byTopic = new HashMap<>();

    public FactReader(String pipeline, AvroSerdes serdes) {
        this.serdes = serdes;
        var topics = Topics.of(pipeline);
        predictions(topics.predictions());
        predictions(topics.shadowPredictions());
        add(topics.drift(), DriftReport.class, Fact.Reported::new);
        add(topics.triggers(), RetrainingTrigger.class, Fact.Triggered::new);
        add(Topics.MODELS, ModelRegistration.class, Fact.Registered::new);
        add(Topics.DEPLOYMENTS, Deployment.class, Fact.Deployed::new);
        add(Topics.STATUS, InstanceStatus.class, Fact.Beaten::new);
        add(Topics.AUDIT, AuditEntry.class, Fact.Audited::new);
    }

    /** The fact, or empty for a tombstone. */
    public Optional<Fact> read(ConsumerRecord<byte[], byte[]> raw) {
        var reader = byTopic.get(raw.topic());
        if (reader == null) {
            return Optional.of(buried(raw));
        }
        return raw.value() == null ? Optional.empty() : Optional.of(reader.apply(raw));
    }

    private void predictions(String topic) {
        var reader = serdes.reader(Prediction.class);
        byTopic.put(topic, raw -> decode(reader, raw, prediction -> predicted(prediction, raw)));
    }

    private <T extends SpecificRecord> void add(String topic, Class<T> type, Function<T, Fact> fact) {
        var reader = serdes.reader(type);
        byTopic.put(topic, raw -> decode(reader, raw, fact));
    }

    private static <T> Fact decode(AvroReader<T> reader, ConsumerRecord<byte[], byte[]> raw, Function<T, Fact> fact) {
        return reader.read(raw.value()) instanceof Decoded<T> decoded
                ? fact.apply(decoded.value())
                : new Fact.Unreadable(raw.topic());
    }

    private static Fact predicted(Prediction prediction, ConsumerRecord<byte[], byte[]> raw) {
        return new Fact.Predicted(prediction, Instant.ofEpochMilli(raw.timestamp()), ingested(raw.headers()));
    }

    private static Fact buried(ConsumerRecord<byte[], byte[]> raw) {
        var code = text(raw.headers(), DeadLetter.CODE).orElse(NO_CODE);
        return new Fact.Buried(raw.topic(), code, Instant.ofEpochMilli(raw.timestamp()));
    }

    private static Optional<Instant> ingested(Headers headers) {
        try {
            return text(headers, FeaturesRecord.INGESTED).map(Long::parseLong).map(Instant::ofEpochMilli);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .flatMap(header -> Optional.ofNullable(header.value()))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
