package io.sluicegate.drift.stream;

import io.micrometer.core.instrument.Counter;
import io.sluicegate.drift.domain.Measured;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.PartialCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts each row's features in the bins of the primary version's reference. */
final class FeatureCounting extends ContextualProcessor<byte[], GenericRecord, String, PartialCounts> {
    static final String STORE = "feature-windows";

    private static final Logger LOG = LoggerFactory.getLogger(FeatureCounting.class);

    private final DriftParts parts;
    private final String topic;
    private final Counter rows;
    private final Counter uncounted;
    private final Counter beforeDeployment;
    private final Counter otherDefinition;
    private boolean told;
    private CountedWindows windows;
    private Versions versions;
    private ComparableFeatures comparable;
    private long lastRow;

    @SuppressWarnings("NullAway.Init") // set in init, which Kafka Streams calls first
    FeatureCounting(DriftParts parts) {
        this.parts = parts;
        this.topic = Topics.of(parts.config().pipeline()).features();
        this.rows = parts.metrics().rows(topic);
        this.uncounted = parts.metrics().uncounted(topic);
        this.beforeDeployment = parts.metrics().beforeDeployment(topic);
        this.otherDefinition = parts.metrics().otherDefinition(topic);
    }

    static ProcessorSupplier<byte[], GenericRecord, String, PartialCounts> supply(DriftParts parts) {
        return new Supply<>(() -> new FeatureCounting(parts), Set.of(CountedWindows.store(STORE)));
    }

    /** Rejects a features record without an event time. */
    static Optional<Rejection> rejection(GenericRecord row, Instant latest) {
        return row.getSchema().getField(FeaturesRecord.EVENT_TIME) != null
                        && row.get(FeaturesRecord.EVENT_TIME) instanceof Long time
                ? RowTime.rejection(Instant.ofEpochMilli(time), latest)
                : Optional.of(new Rejection(
                        ErrorCode.MISSING_FIELD,
                        "'" + FeaturesRecord.EVENT_TIME + "' is missing or no timestamp in a record of "
                                + row.getSchema().getFullName()));
    }

    @Override
    public void init(ProcessorContext<String, PartialCounts> context) {
        super.init(context);
        windows = new CountedWindows(context, STORE, topic, parts.settings(), parts.metrics(), this::listen);
        lastRow = context.currentSystemTimeMs();
        versions = new Versions(context, parts);
        comparable = new ComparableFeatures(context, parts);
    }

    @Override
    public void process(Record<byte[], GenericRecord> record) {
        lastRow = context().currentSystemTimeMs();
        var row = record.value();
        windows.arrive((Long) row.get(FeaturesRecord.EVENT_TIME)).ifPresent(window -> {
            versions.primary().ifPresentOrElse(primary -> count(row, primary, window), this::beforeDeployment);
            windows.save(window);
        });
    }

    /** No version decides yet, so the row has no reference. */
    private void beforeDeployment() {
        beforeDeployment.increment();
        if (!told) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("partition", context().taskId().partition())
                    .log("features arrived before the first deployment; not counting them");
            told = true;
        }
    }

    private void count(GenericRecord row, DeployedVersion primary, WindowCounts window) {
        versions.reference(primary).ifPresentOrElse(reference -> count(row, reference, window), uncounted::increment);
    }

    private void listen(long now) {
        windows.silent(parts.silence().begins(lastRow, now) ? lastRow : Silence.NEVER);
    }

    private void count(GenericRecord row, Reference reference, WindowCounts window) {
        window.row(
                context().taskId().partition(),
                context().recordMetadata().orElseThrow().offset());
        var comparison = comparable.compare(reference, featureSet(row));
        for (var feature : comparison.same()) {
            feature.count(window.tally(feature.subject(), feature.cells()), value(row, feature));
        }
        if (!comparison.different().isEmpty()) {
            leave(comparison.different(), window);
        }
        rows.increment();
    }

    /** Features with differing definitions appear in the window without counts, so that their reports are NO_DATA. */
    private void leave(List<Measured> different, WindowCounts window) {
        different.forEach(feature -> window.tally(feature.subject(), feature.cells()));
        otherDefinition.increment();
    }

    private static String featureSet(GenericRecord row) {
        return row.getSchema().getField(FeaturesRecord.FEATURE_SET) == null
                ? ""
                : String.valueOf(row.get(FeaturesRecord.FEATURE_SET));
    }

    private static @Nullable Object value(GenericRecord row, Measured feature) {
        var name = feature.subject().name();
        return row.getSchema().getField(name) == null ? null : row.get(name);
    }
}
