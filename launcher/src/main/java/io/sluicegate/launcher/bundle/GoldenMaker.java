package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.scorer.onnx.FeatureRows;
import io.sluicegate.scorer.onnx.FeatureRows.Answer;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.onnx.VectorJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a model's golden vectors from rows and its answers to them. */
final class GoldenMaker {
    private static final int VECTORS = 20;

    /** The most that the order of additions may change a number of 1; a larger number may change in proportion. */
    private static final double TOLERANCE = 1e-5;

    private final OnnxModel model;
    private final Manifest manifest;
    private double largest = 1;
    private double difference;

    GoldenMaker(OnnxModel model) {
        this.model = model;
        this.manifest = model.manifest();
    }

    /** The golden vectors: rows from everywhere in the list. The tolerance is above what a call of several rows changes. */
    Golden golden(List<Map<String, JsonNode>> rows, List<Answer> answers) throws ScoringException {
        var wanted = RowLimit.of(manifest, VECTORS);
        var step = Math.max(1, rows.size() / wanted);
        var alone = new FeatureRows(model, 1);
        var vectors = new ArrayList<Golden.Vector>();
        for (var i = 0; i < rows.size() && vectors.size() < wanted; i += step) {
            compare(
                    alone.score(List.of(rows.get(i))).get(0).outputs(),
                    answers.get(i).outputs());
            vectors.add(vector(rows.get(i), answers.get(i)));
        }
        return new Golden(Math.max(TOLERANCE * largest, 2 * difference), vectors);
    }

    private void compare(JsonNode alone, JsonNode together) {
        if (alone.isFloatingPointNumber() && together.isFloatingPointNumber()) {
            largest = Math.max(largest, Math.abs(alone.doubleValue()));
            difference = Math.max(difference, Math.abs(alone.doubleValue() - together.doubleValue()));
        } else if (alone.isObject()) {
            alone.properties().forEach(entry -> compare(entry.getValue(), together.path(entry.getKey())));
        } else {
            for (var i = 0; i < alone.size(); i++) {
                compare(alone.get(i), together.path(i));
            }
        }
    }

    private Golden.Vector vector(Map<String, JsonNode> row, Answer answer) {
        var features = new LinkedHashMap<String, JsonNode>();
        var forms = manifest.vectors();
        manifest.inputFeatures().forEach(name -> features.put(name, written(row.get(name), forms.get(name))));
        var outputs = new LinkedHashMap<String, JsonNode>();
        if (answer.score().isEmpty()) {
            answer.outputs().properties().forEach(entry -> outputs.put(entry.getKey(), entry.getValue()));
        }
        return new Golden.Vector(features, outputs, answer.score());
    }

    /** A value as golden vectors have it: a vector as nested arrays. */
    private static @Nullable JsonNode written(@Nullable JsonNode value, @Nullable VectorForm form) {
        return form == null || value == null || !value.isBinary()
                ? value
                : VectorJson.nested(form, VectorJson.bytes(form, value));
    }
}
