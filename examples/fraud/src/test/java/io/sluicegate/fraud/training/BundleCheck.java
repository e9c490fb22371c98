package io.sluicegate.fraud.training;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/** Runs what a bundle holds, from nothing but the bundle. */
public final class BundleCheck {
    private BundleCheck() {}

    public static double worstGoldenDifference(Bundle bundle) {
        var features = bundle.manifest().inputFeatures();
        var vectors = bundle.golden().vectors();
        var rows = vectors.stream().map(vector -> row(features, vector)).toList();
        try (var model = load(bundle)) {
            var scores = model.scores(rows);
            double worst = 0;
            for (int i = 0; i < scores.length; i++) {
                worst = Math.max(
                        worst, Math.abs(scores[i] - vectors.get(i).score().orElseThrow()));
            }
            return worst;
        }
    }

    public static Evaluation evaluate(Bundle bundle, List<TrainingRow> rows) {
        try (var model = load(bundle)) {
            var threshold = bundle.manifest().output().threshold().orElseThrow();
            return Evaluation.of(rows, model.scores(rows), threshold);
        }
    }

    private static TrainingRow row(List<String> features, Golden.Vector vector) {
        var values = features.stream()
                .map(name -> vector.features().get(name))
                .mapToDouble(value -> value == null || value.isNull() ? Double.NaN : value.doubleValue())
                .toArray();
        return new TrainingRow("golden", Instant.EPOCH, values, false);
    }

    private static OnnxModel load(Bundle bundle) {
        try {
            return OnnxModel.load(Files.readAllBytes(bundle.model()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
