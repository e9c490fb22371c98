package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Label;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which drift windows count an event, and which triggers rest on them. */
public final class Counted {
    private final Prediction prediction;
    private final Place features;
    private final Place predicted;
    private final Optional<Found<Label>> label;

    /**
     * @param features the place of the features record
     * @param prediction the prediction
     * @param label its label, if one was found
     */
    public Counted(Place features, Found<Prediction> prediction, Optional<Found<Label>> label) {
        this.prediction = prediction.value();
        this.features = features;
        this.predicted = prediction.place();
        this.label = label;
    }

    /** Whether the window counts the event: its time lies in the window, and its record among the window's records. */
    public boolean isCountedBy(DriftReport report) {
        if (report.getScope() == DriftScope.FEATURE) {
            return holds(report, prediction.getEventTime()) && covers(report, features);
        }
        if (!report.getVersion().equals(prediction.getVersion())) {
            return false;
        }
        if (report.getScope() == DriftScope.PREDICTION) {
            return holds(report, prediction.getEventTime()) && covers(report, predicted);
        }
        return report.getScope() == DriftScope.OUTCOME
                && label.filter(it -> holds(report, it.value().getKnownAt()) && covers(report, it.place()))
                        .isPresent();
    }

    /** Those of the triggers that rest on one of the windows. */
    public static List<Found<RetrainingTrigger>> triggers(
            Collection<Found<RetrainingTrigger>> triggers, Collection<Found<DriftReport>> windows) {
        Set<String> ids =
                windows.stream().map(window -> window.value().getReportId()).collect(Collectors.toSet());
        return triggers.stream()
                .filter(trigger -> trigger.value().getReports().stream().anyMatch(ids::contains))
                .toList();
    }

    private static boolean holds(DriftReport report, Instant time) {
        return !time.isBefore(report.getWindowStart()) && time.isBefore(report.getWindowEnd());
    }

    private static boolean covers(DriftReport report, Place place) {
        return report.getSources().stream().anyMatch(range -> covers(range, place));
    }

    private static boolean covers(OffsetRange range, Place place) {
        return range.getTopic().equals(place.topic())
                && range.getPartition() == place.partition()
                && range.getFromOffset() <= place.offset()
                && place.offset() < range.getUntilOffset();
    }
}
