package io.sluicegate.fraud.training;

import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.records.ReferenceProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A forest that was trained, exported and compared with its export. */
public final class TrainedModel {
    private static final int GOLDEN_VECTORS = 20;
    private static final double TOLERANCE = 1e-5;

    private final TrainingTable table;
    private final byte[] onnx;
    private final double[] scores;
    private final TrainingReport report;

    /** @param scores the export's score of each row of the table */
    TrainedModel(TrainingTable table, byte[] onnx, double[] scores, TrainingReport report) {
        this.table = table;
        this.onnx = onnx;
        this.scores = scores;
        this.report = report;
    }

    public TrainingReport report() {
        return report;
    }

    /** The exported model's scores of rows. */
    public double[] score(List<TrainingRow> rows) {
        try (var model = OnnxModel.load(onnx, table.columns().texts())) {
            return model.scores(rows);
        }
    }

    /** The quality of the exported model on rows. */
    public Evaluation evaluate(List<TrainingRow> rows) {
        return Evaluation.of(rows, score(rows), report.threshold());
    }

    /** The bundle of this model under a version. */
    public BundleDraft draft(String model, String version, FeatureSet featureSet, Instant created) {
        var manifest = new Manifest(
                model,
                version,
                featureSet.fingerprint(),
                Manifest.needed(featureSet, table.columns().names()),
                inputs(),
                Manifest.Output.score(ForestExport.OUTPUT, 0, OptionalDouble.of(report.threshold())),
                created,
                report.summary());
        return new BundleDraft(manifest, onnx, reference(featureSet.fingerprint()), golden());
    }

    private List<Manifest.Input> inputs() {
        var inputs = new ArrayList<Manifest.Input>();
        inputs.add(Manifest.Input.matrix(ForestExport.INPUT, table.columns().numbers()));
        for (var text : table.columns().texts()) {
            inputs.add(new Manifest.Input(
                    text,
                    ElementType.STRING,
                    List.of(text),
                    Optional.empty(),
                    true,
                    Missing.value(TrainingRow.NO_TEXT)));
        }
        return inputs;
    }

    private ReferenceProfile reference(String fingerprint) {
        var profiler =
                new ReferenceProfiler(table.columns().numbers(), table.columns().texts());
        for (int i = 0; i < scores.length; i++) {
            var row = table.rows().get(i);
            profiler.add(row.values(), present(row.texts()), scores[i]);
        }
        return profiler.profile(fingerprint);
    }

    private static List<@Nullable String> present(List<String> texts) {
        var present = new ArrayList<@Nullable String>();
        texts.forEach(text -> present.add(text.equals(TrainingRow.NO_TEXT) ? null : text));
        return present;
    }

    /** Rows from the lowest to the highest score, evenly spread over the ranks of the upper half, where scores differ. */
    private Golden golden() {
        var byScore = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .toList();
        var vectors = new ArrayList<Golden.Vector>();
        for (int i = 0; i < GOLDEN_VECTORS; i++) {
            double rank = 1.0 - Math.pow(0.5, i / 2.0);
            vectors.add(golden(byScore.get((int) (rank * (byScore.size() - 1)))));
        }
        return new Golden(TOLERANCE, vectors);
    }

    private Golden.Vector golden(int place) {
        var row = table.rows().get(place);
        var numbers = table.columns().numbers();
        var texts = table.columns().texts();
        var features = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < numbers.size(); i++) {
            features.put(numbers.get(i), Double.isNaN(row.values()[i]) ? null : Double.valueOf(row.values()[i]));
        }
        for (int i = 0; i < texts.size(); i++) {
            features.put(texts.get(i), present(row.texts()).get(i));
        }
        return Golden.Vector.ofValues(features, scores[place]);
    }
}
