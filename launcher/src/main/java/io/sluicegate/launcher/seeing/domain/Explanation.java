package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Label;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chain of records about one event; a part that wasn't found is empty.
 *
 * @param event the event's fields by name
 * @param features the features record's fields by name
 * @param decided the revision that the prediction names, with who brought it about
 * @param shadows the predictions of shadows for the same event
 * @param windows the drift windows that count the event
 * @param triggers the triggers that rest on one of these windows
 */
public record Explanation(
        Found<Prediction> prediction,
        Optional<Found<Map<String, Object>>> event,
        Optional<Found<Map<String, Object>>> features,
        Optional<Decided> decided,
        List<Found<Prediction>> shadows,
        Optional<Found<Label>> label,
        List<Found<DriftReport>> windows,
        List<Found<RetrainingTrigger>> triggers) {}
