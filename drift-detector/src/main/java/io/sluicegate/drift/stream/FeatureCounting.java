package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.catalogue.Topics;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Reference.Measured;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.platform.deadletter.ErrorCode;
import io.sluicegate.records.PartialCounts;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Counts each row's features in the bins of the primary version's reference. */
final class FeatureCounting extends ContextualProcessor<byte[], GenericRecord, String, PartialCounts> {
    static final String STORE = "feature-windows";

    private static final String TIME = "eventTime";

    private final DriftParts parts;
    private final String topic;
    private final Counter rows;
    private final Counter uncounted;
    private CountedWindows windows;
    private Versions versions;

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    FeatureCounting(DriftParts parts) {
        this.parts = parts;
        this.topic = Topics.of(parts.config().pipeline()).features();
        this.rows = parts.meters().rows(topic);
        this.uncounted = parts.meters().uncounted(topic);
    }

    static ProcessorSupplier<byte[], GenericRecord, String, PartialCounts> supply(DriftParts parts) {
        return new Supply<>(() -> new FeatureCounting(parts), Set.of(CountedWindows.store(STORE)));
    }

    /** A features record can't be counted without its event time. */
    static Optional<Objection> objection(GenericRecord row, Instant latest) {
        return row.getSchema().getField(TIME) != null && row.get(TIME) instanceof Long time
                ? Objection.ofTime(Instant.ofEpochMilli(time), latest)
                : Optional.of(new Objection(
                        ErrorCode.MISSING_FIELD,
                        "'" + TIME + "' is missing or no timestamp in a record of "
                                + row.getSchema().getFullName()));
    }

    @Override
    public void init(ProcessorContext<String, PartialCounts> context) {
        super.init(context);
        windows = new CountedWindows(context, STORE, topic, parts.settings(), parts.meters());
        versions = new Versions(context, parts);
    }

    @Override
    public void process(Record<byte[], GenericRecord> record) {
        var row = record.value();
        windows.arrive((Long) row.get(TIME)).ifPresent(window -> {
            versions.primary().ifPresentOrElse(reference -> count(row, reference, window), uncounted::increment);
            windows.save(window);
        });
    }

    private void count(GenericRecord row, Reference reference, WindowCounts window) {
        window.row(context().recordMetadata().orElseThrow().offset());
        for (var feature : reference.features()) {
            window.tally(feature.subject(), feature.bins().count()).add(feature.bins(), value(row, feature));
        }
        rows.increment();
    }

    private static double value(GenericRecord row, Measured feature) {
        var name = feature.subject().name();
        return row.getSchema().getField(name) == null ? Double.NaN : number(row.get(name));
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Boolean yes ? (yes ? 1 : 0) : Double.NaN;
    }
}
