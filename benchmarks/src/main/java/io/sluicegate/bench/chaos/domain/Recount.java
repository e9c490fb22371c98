package io.sluicegate.bench.chaos.domain;

import io.sluicegate.drift.domain.DriftAssessor;
import io.sluicegate.drift.domain.MergedWindow;
import io.sluicegate.drift.domain.OutcomeAssessor;
import io.sluicegate.drift.domain.Reference;
import io.sluicegate.drift.domain.Reporter;
import io.sluicegate.drift.domain.Subject;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.drift.domain.WindowCounts;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Label;
import io.sluicegate.records.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/**
 * The drift reports of an undisturbed run: every row of the log is counted in its window, one after another, without a clock, a restart
 * or a merge of partial counts. Windows are assessed by the detector's own code.
 *
 * <p>Features are counted against the reference of the version that is primary when a row is read, which the log doesn't tell. So all
 * versions must have the same reference of the features, and the reports name the version that is given here.
 */
public final class Recount {
    private final String pipeline;
    private final DriftSettings settings;
    private final Reference features;
    private final Map<String, Reference> references;
    private final Reporter reporter;

    /**
     * For one pipeline.
     *
     * @param features the reference of the features
     * @param references each version's, by digest
     */
    public Recount(
            String pipeline,
            String model,
            DriftSettings settings,
            Reference features,
            Map<String, Reference> references) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.features = features;
        this.references = Map.copyOf(references);
        this.reporter = new Reporter(
                pipeline,
                model,
                settings.window(),
                new DriftAssessor(settings.minimumRows(), settings.psi(), settings.ks(), settings.falseAlarmRate()),
                new OutcomeAssessor(settings.minimumLabels()));
    }

    /** A record of features, and where it lies. */
    public record FeatureRow(int partition, long offset, long time, GenericRecord values) {}

    /** A label, and where it lies. */
    public record LabelRow(int partition, long offset, Label label) {}

    /** The reports of all windows that are over when every partition has come to the time. */
    public List<DriftReport> reports(
            List<FeatureRow> rows, List<Seen> predictions, List<LabelRow> labels, long watermark) {
        var topics = Topics.of(pipeline);
        var reports = new ArrayList<DriftReport>();
        reports.addAll(reports(topics.features(), features(rows), watermark));
        reports.addAll(reports(topics.predictions(), scores(predictions), watermark));
        reports.addAll(reports(topics.labels(), outcomes(predictions, labels), watermark));
        return reports;
    }

    private List<DriftReport> reports(String topic, Counts counts, long watermark) {
        return counts.byWindow().values().stream()
                .map(partitions -> merged(topic, partitions))
                .filter(window -> window.window().over(watermark, settings.grace()))
                .flatMap(window -> reporter.reports(window, this::reference, 0, Instant.EPOCH).stream())
                .toList();
    }

    private Optional<Reference> reference(Subject subject) {
        return features.measured(subject).isPresent()
                ? Optional.of(features)
                : Optional.ofNullable(references.get(subject.referenceDigest()));
    }

    private static MergedWindow merged(String topic, Map<Integer, WindowCounts> partitions) {
        var merged = new MergedWindow(partitions.values().iterator().next().window(), topic);
        partitions.values().forEach(merged::add);
        return merged;
    }

    private Counts features(List<FeatureRow> rows) {
        var counts = new Counts(settings, new TreeMap<>());
        for (var row : rows) {
            var window = counts.row(row.time(), row.partition(), row.offset());
            for (var feature : features.features()) {
                var value = row.values().get(feature.subject().name());
                feature.count(window.tally(feature.subject(), feature.cells()), value);
            }
        }
        return counts;
    }

    private Counts scores(List<Seen> predictions) {
        var counts = new Counts(settings, new TreeMap<>());
        for (var seen : predictions) {
            var prediction = seen.prediction();
            var score = Objects.requireNonNull(references.get(prediction.getBundleDigest()), "reference")
                    .score()
                    .orElseThrow();
            counts.row(prediction.getEventTime().toEpochMilli(), seen.partition(), seen.offset())
                    .tally(score.subject(), score.bins().count())
                    .add(score.bins(), Objects.requireNonNullElse(prediction.getScore(), Double.NaN));
        }
        return counts;
    }

    private Counts outcomes(List<Seen> predictions, List<LabelRow> labels) {
        var byEvent = new HashMap<String, Prediction>();
        predictions.forEach(seen -> byEvent.putIfAbsent(seen.prediction().getEventId(), seen.prediction()));
        var counts = new Counts(settings, new TreeMap<>());
        for (var row : labels) {
            var label = row.label();
            var window = counts.row(label.getKnownAt().toEpochMilli(), row.partition(), row.offset());
            window.tally(Subject.ALL_LABELS, 0).add();
            Optional.ofNullable(byEvent.remove(label.getEventId()))
                    .ifPresent(prediction -> outcome(window, prediction, label.getPositive()));
        }
        return counts;
    }

    private static void outcome(WindowCounts window, Prediction prediction, boolean truth) {
        var subject = Subject.outcomes(prediction.getVersion(), prediction.getBundleDigest(), prediction.getTenure());
        var cell = OutcomeAssessor.cell(Boolean.TRUE.equals(prediction.getPositive()), truth);
        window.tally(subject, OutcomeAssessor.CELLS).add(cell, truth ? 1 : 0);
    }

    /** Counts by window and partition. */
    private record Counts(DriftSettings settings, Map<Long, Map<Integer, WindowCounts>> byWindow) {
        WindowCounts row(long time, int partition, long offset) {
            var window = Window.containing(time, settings.window());
            var counts = byWindow.computeIfAbsent(window.start(), start -> new TreeMap<>())
                    .computeIfAbsent(partition, any -> new WindowCounts(window));
            counts.row(partition, offset);
            return counts;
        }
    }
}
