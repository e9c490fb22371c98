package io.sluicegate.fraud.retraining;

import io.sluicegate.fraud.training.FeatureColumns;
import io.sluicegate.fraud.training.TrainingRow;
import io.sluicegate.fraud.training.TrainingTable;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** Rows of features without their labels. */
record FeatureRows(FeatureColumns columns, String fingerprint, List<UnlabelledRow> rows) {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record UnlabelledRow(String eventId, Instant eventTime, double[] values, List<String> texts, Instant appendedAt) {
        TrainingRow labelled(boolean fraud) {
            return new TrainingRow(eventId, eventTime, values, texts, fraud);
        }
    }

    static FeatureRows empty(FeatureColumns columns, String fingerprint) {
        return new FeatureRows(columns, fingerprint, new ArrayList<>());
    }

    /** Adds a features record, unless it was computed by another feature set. */
    void add(GenericRecord features, long appendedAt) {
        if (features.get(FeaturesRecord.FEATURE_SET).toString().equals(fingerprint)) {
            rows.add(new UnlabelledRow(
                    features.get(FeaturesRecord.EVENT_ID).toString(),
                    Instant.ofEpochMilli((long) features.get(FeaturesRecord.EVENT_TIME)),
                    columns.numbers(features::get),
                    columns.texts(features::get),
                    Instant.ofEpochMilli(appendedAt)));
        }
    }

    boolean isCoveredBy(Map<String, Boolean> labels) {
        return rows.stream().allMatch(row -> labels.containsKey(row.eventId()));
    }

    /** The rows with known labels. */
    TrainingTable join(Map<String, Boolean> labels) {
        var known = rows.stream()
                .filter(row -> labels.containsKey(row.eventId()))
                .map(row -> row.labelled(Boolean.TRUE.equals(labels.get(row.eventId()))))
                .toList();
        return new TrainingTable(columns, known);
    }
}
