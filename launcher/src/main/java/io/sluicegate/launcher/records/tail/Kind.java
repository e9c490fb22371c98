package io.sluicegate.launcher.records.tail;

import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Label;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/** The kinds of records that can be shown. */
enum Kind {
    EVENTS,
    FEATURES,
    PREDICTIONS,
    SHADOWS,
    LABELS,
    DRIFT,
    TRIGGERS,
    AUDIT,
    DEAD_LETTERS;

    /** The schema of the records; empty where it is the user's, or any. */
    Optional<Schema> schema() {
        return switch (this) {
            case EVENTS, FEATURES, DEAD_LETTERS -> Optional.empty();
            case PREDICTIONS, SHADOWS -> Optional.of(Prediction.getClassSchema());
            case LABELS -> Optional.of(Label.getClassSchema());
            case DRIFT -> Optional.of(DriftReport.getClassSchema());
            case TRIGGERS -> Optional.of(RetrainingTrigger.getClassSchema());
            case AUDIT -> Optional.of(AuditEntry.getClassSchema());
        };
    }

    List<String> topics(PipelineConfig config) {
        var topics = Topics.of(config.pipeline());
        return switch (this) {
            case EVENTS -> List.of(config.events().topic());
            case FEATURES -> List.of(topics.features());
            case PREDICTIONS -> List.of(topics.predictions());
            case SHADOWS -> List.of(topics.shadowPredictions());
            case LABELS -> List.of(topics.labels());
            case DRIFT -> List.of(topics.drift());
            case TRIGGERS -> List.of(topics.triggers());
            case AUDIT -> List.of(Topics.AUDIT);
            case DEAD_LETTERS ->
                topics.ofPipeline(config.events().topic(), config.partitions()).stream()
                        .map(TopicSpec::name)
                        .filter(name -> name.endsWith(Topics.deadLetters("")))
                        .toList();
        };
    }

    /** The key that all records of one pipeline have in a topic of all pipelines. */
    Optional<String> keyOf(PipelineConfig config) {
        return this == AUDIT ? Optional.of(config.pipeline()) : Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
