package io.sluicegate.fraud.training;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.fraud.world.GeneratedEvent;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.fraud.CardTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Training rows from past events, their features computed by the enricher's own backfill: so training and serving use the same features.
 * Each call continues where the last one ended, so that the past may come in several parts.
 */
public final class OfflineRows {
    private final FeatureColumns columns;
    private final List<String> features;
    private final Backfill backfill;

    /** @param now the time with which event times are compared */
    public OfflineRows(PipelineConfig config, Instant now) {
        columns = FeatureColumns.of(config.features());
        features = config.features().features().stream()
                .map(FeatureDefinition::name)
                .toList();
        backfill = new Backfill(
                FeatureEngine.of(config.features(), config.events(), CardTransaction.getClassSchema()), now);
    }

    /** The longest window of the feature set, after which all windows are filled. */
    public static Duration warmUp(FeatureSet featureSet) {
        return featureSet.features().stream()
                .map(feature -> feature.source() instanceof Windowed windowed ? windowed.window() : Duration.ZERO)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** One row for each generated event. */
    public TrainingTable table(List<GeneratedEvent> events) {
        return table(events, () -> {});
    }

    /**
     * One row for each generated event.
     *
     * @param computed called for each of them
     */
    public TrainingTable table(List<GeneratedEvent> events, Runnable computed) {
        var truths = new HashMap<String, Boolean>();
        events.forEach(generated -> truths.put(generated.event().getTransactionId(), generated.fraud()));
        var told = events.stream().map(GeneratedEvent::event).peek(event -> computed.run());
        return table("generated", told.iterator(), truths);
    }

    /**
     * One row for each event with known truth.
     *
     * @param name name of the recording
     * @param events in the order in which they happened, for example of an {@code EventFile}
     * @param truths by event id
     */
    public TrainingTable table(String name, Iterator<? extends IndexedRecord> events, Map<String, Boolean> truths) {
        var rows = new ArrayList<TrainingRow>();
        backfill.run(name, events, computed -> {
            var fraud = truths.get(computed.eventId());
            if (fraud != null) {
                rows.add(row(computed, fraud));
            }
        });
        return new TrainingTable(columns, rows);
    }

    private TrainingRow row(FeatureVector computed, boolean fraud) {
        Function<String, @Nullable Object> feature = name -> computed.values().get(features.indexOf(name));
        return new TrainingRow(
                computed.eventId(),
                Instant.ofEpochMilli(computed.eventTime()),
                columns.numbers(feature),
                columns.texts(feature),
                fraud);
    }
}
