package io.sluicegate.launcher;

import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.records.GoldenVector;
import io.sluicegate.records.GoldenVectors;
import io.sluicegate.sandbox.CommandFailed;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.Runner;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A model's scores of its training rows, as a reference profile and golden vectors. */
final class ModelProfile {
    private static final int BATCH = 256;
    private static final int GOLDEN_VECTORS = 20;
    private static final double TOLERANCE = 1e-5;

    private final Manifest manifest;
    private final List<double[]> rows;
    private final double[] scores;

    private ModelProfile(Manifest manifest, List<double[]> rows, double[] scores) {
        this.manifest = manifest;
        this.rows = rows;
        this.scores = scores;
    }

    /** Scores a file of features with the model. */
    static ModelProfile of(Path onnx, Manifest manifest, Path features)
            throws IOException, BadModelException, ScoringException {
        var rows = rows(features, manifest);
        if (rows.isEmpty()) {
            throw new CommandFailed(features + " holds no rows; a reference profile needs at least one.");
        }
        try (var model = OnnxModel.load(onnx, manifest)) {
            return new ModelProfile(manifest, rows, scores(model.runner(BATCH), rows));
        }
    }

    private static double[] scores(Runner runner, List<double[]> rows) throws ScoringException {
        var scores = new double[rows.size()];
        for (int from = 0; from < scores.length; from += BATCH) {
            var batch = rows.subList(from, Math.min(scores.length, from + BATCH));
            var input = runner.begin();
            for (var row : batch) {
                for (var value : row) {
                    input.put((float) value);
                }
            }
            var outputs = runner.run();
            for (int i = 0; i < batch.size(); i++) {
                scores[from + i] = outputs.score(i);
            }
        }
        return scores;
    }

    private static List<double[]> rows(Path file, Manifest manifest) throws IOException {
        var rows = new ArrayList<double[]>();
        var columns = manifest.input().features();
        try (var records = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
            for (var record : records) {
                checkFeatureSet(record, manifest, file);
                rows.add(columns.stream()
                        .mapToDouble(column -> number(column, record, file))
                        .toArray());
            }
        }
        return rows;
    }

    /** The manifest takes the features' definitions from the pipeline's file, so the features must have been computed with that file. */
    private static void checkFeatureSet(GenericRecord record, Manifest manifest, Path file) {
        if (record.hasField(FeaturesRecord.FEATURE_SET)
                && !manifest.featureSetFingerprint().equals(String.valueOf(record.get(FeaturesRecord.FEATURE_SET)))) {
            throw new CommandFailed(file + " was computed with feature set " + record.get(FeaturesRecord.FEATURE_SET)
                    + ", but the pipeline's file declares feature set " + manifest.featureSetFingerprint()
                    + "; compute it with backfill and this pipeline's file.");
        }
    }

    private static double number(String column, GenericRecord record, Path file) {
        if (!record.hasField(column)) {
            throw new CommandFailed(
                    file + " has no feature '" + column + "'; compute it with backfill and this pipeline's file.");
        }
        Object value = record.get(column);
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The complete draft of the bundle. */
    BundleDraft draft(byte[] onnx) {
        var profiler = new ReferenceProfiler(manifest.input().features());
        for (int i = 0; i < scores.length; i++) {
            profiler.add(rows.get(i), scores[i]);
        }
        return new BundleDraft(manifest, onnx, profiler.profile(manifest.featureSetFingerprint()), golden());
    }

    private GoldenVectors golden() {
        var vectors = new ArrayList<GoldenVector>();
        int step = Math.max(1, rows.size() / GOLDEN_VECTORS);
        for (int i = 0; i < rows.size() && vectors.size() < GOLDEN_VECTORS; i += step) {
            vectors.add(golden(i));
        }
        return new GoldenVectors(TOLERANCE, vectors);
    }

    private GoldenVector golden(int row) {
        var features = new LinkedHashMap<String, @Nullable Double>();
        var columns = manifest.input().features();
        for (int i = 0; i < columns.size(); i++) {
            double value = rows.get(row)[i];
            features.put(columns.get(i), Double.isNaN(value) ? null : value);
        }
        return new GoldenVector(features, scores[row]);
    }
}
