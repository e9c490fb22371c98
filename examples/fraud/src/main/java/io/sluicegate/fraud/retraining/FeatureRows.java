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

/** Rows of features whose truth isn't known yet. */
record FeatureRows(FeatureColumns columns, String fingerprint, List<UnlabelledRow> rows) {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record UnlabelledRow(String eventId, Instant eventTime, double[] values, Instant appendedAt) {}

    static FeatureRows empty(FeatureColumns columns, String fingerprint) {
        return new FeatureRows(columns, fingerprint, new ArrayList<>());
    }

    /** Adds a features record, unless it was computed by another feature set. */
    void add(GenericRecord features, long appendedAt) {
        if (features.get(FeaturesRecord.FEATURE_SET).toString().equals(fingerprint)) {
            rows.add(new UnlabelledRow(
                    features.get(FeaturesRecord.EVENT_ID).toString(),
                    Instant.ofEpochMilli((long) features.get(FeaturesRecord.EVENT_TIME)),
                    columns.values(features::get),
                    Instant.ofEpochMilli(appendedAt)));
        }
    }

    boolean isCoveredBy(Map<String, Boolean> labels) {
        return rows.stream().allMatch(row -> labels.containsKey(row.eventId()));
    }

    /** The rows whose truth is known. */
    TrainingTable join(Map<String, Boolean> labels) {
        var known = rows.stream()
                .filter(row -> labels.containsKey(row.eventId()))
                .map(row -> new TrainingRow(
                        row.eventId(), row.eventTime(), row.values(), Boolean.TRUE.equals(labels.get(row.eventId()))))
                .toList();
        return new TrainingTable(columns.names(), known);
    }
}
