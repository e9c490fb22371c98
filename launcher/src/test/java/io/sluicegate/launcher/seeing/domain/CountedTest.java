package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.prediction;
import static io.sluicegate.launcher.seeing.Seen.report;
import static io.sluicegate.launcher.seeing.Seen.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Label;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountedTest {
    private static final Instant END = NOON.plusSeconds(60);

    @Test
    void shouldMatchAFeatureWindowByTimeAndPlace() {
        var report = report(DriftScope.FEATURE, "amount", END, 0.1, Verdict.HEALTHY);

        assertThat(counted(100).isCountedBy(report)).isTrue();
        assertThat(counted(1200).isCountedBy(report))
                .as("behind the window's records")
                .isFalse();
        report.setWindowEnd(NOON);
        assertThat(counted(100).isCountedBy(report)).as("before the event").isFalse();
    }

    @Test
    void shouldMatchAWindowOfScoresByThePredictionsVersion() {
        var report = of("fraud.predictions", DriftScope.PREDICTION);

        assertThat(counted(100).isCountedBy(report)).isTrue();
        report.setVersion("2");
        assertThat(counted(100).isCountedBy(report)).isFalse();
    }

    @Test
    void shouldMatchAWindowOfOutcomesByTheLabel() {
        var report = of("fraud.labels", DriftScope.OUTCOME);

        assertThat(counted(100).isCountedBy(report)).as("no label").isFalse();
        assertThat(new Counted(place("fraud.features", 100), predicted(), Optional.of(label(END.minusSeconds(1))))
                        .isCountedBy(report))
                .isTrue();
        assertThat(new Counted(place("fraud.features", 100), predicted(), Optional.of(label(END))).isCountedBy(report))
                .as("known later")
                .isFalse();
    }

    @Test
    void shouldFindTheTriggersThatRestOnAWindow() {
        var window = report(DriftScope.FEATURE, "amount", END, 0.4, Verdict.DRIFTED);
        var ours = new Found<>(place("fraud.triggers", 0), trigger("t1", window.getReportId(), "other"));
        var others = new Found<>(place("fraud.triggers", 1), trigger("t2", "other"));

        assertThat(Counted.triggers(List.of(ours, others), List.of(new Found<>(place("fraud.drift", 0), window))))
                .containsExactly(ours);
    }

    private static DriftReport of(String topic, DriftScope scope) {
        var report = report(scope, "any", END, 0.1, Verdict.HEALTHY);
        report.setSources(List.of(new OffsetRange(topic, 0, 0L, 1200L)));
        return report;
    }

    private static Counted counted(long featuresOffset) {
        return new Counted(place("fraud.features", featuresOffset), predicted(), Optional.empty());
    }

    private static Found<Prediction> predicted() {
        return new Found<>(place("fraud.predictions", 7), prediction("e1", "card-1", "1", 1));
    }

    private static Found<Label> label(Instant knownAt) {
        return new Found<>(place("fraud.labels", 3), new Label("e1", "card-1", true, NOON, knownAt));
    }

    private static Place place(String topic, long offset) {
        return new Place(topic, 0, offset, NOON);
    }
}
