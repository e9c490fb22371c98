package io.sluicegate.fraud.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Runs what a bundle holds, from nothing but the bundle. */
public final class BundleCheck {
    private BundleCheck() {}

    public static double worstGoldenDifference(Bundle bundle) {
        var columns = columns(bundle);
        var vectors = bundle.golden().vectors();
        var rows = vectors.stream().map(vector -> row(columns, vector)).toList();
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

    /** The first input is the matrix; each other one takes a text. */
    private static FeatureColumns columns(Bundle bundle) {
        var inputs = bundle.manifest().inputs();
        return new FeatureColumns(
                inputs.get(0).features(),
                inputs.stream().skip(1).map(Manifest.Input::name).toList());
    }

    private static TrainingRow row(FeatureColumns columns, Golden.Vector vector) {
        Function<String, Object> value = name -> value(vector.features().get(name));
        return new TrainingRow("golden", Instant.EPOCH, columns.numbers(value), columns.texts(value), false);
    }

    private static Object value(JsonNode value) {
        return value.isNumber() ? value.numberValue() : value.textValue();
    }

    private static OnnxModel load(Bundle bundle) {
        try {
            return OnnxModel.load(
                    Files.readAllBytes(bundle.model()), columns(bundle).texts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
