package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.scorer.onnx.FeatureRows;
import io.sluicegate.scorer.onnx.FeatureRows.Answer;
import io.sluicegate.scorer.onnx.ScoringException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Rows that a model accepts, for want of real ones: the same for the same model. Values are those that the model's encoders know,
 * where they know any, because some encoders fail on all others.
 */
final class MadeUpRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ROWS = 8;
    private static final int TRIES = 100;

    private final List<NeededFeature> features;
    private final int wanted;
    private final Map<String, List<String>> known = new HashMap<>();
    private final Random random = new Random(1);

    /** @param vocabularies the values that the model knows, by input */
    MadeUpRows(Manifest manifest, Map<String, List<String>> vocabularies) {
        features = manifest.features();
        wanted = RowLimit.of(manifest, ROWS);
        for (var input : manifest.inputs()) {
            var values = vocabularies.get(input.name());
            if (values != null) {
                input.features().forEach(feature -> known.put(feature, values));
            }
        }
    }

    /**
     * A few rows that the model accepts, the first of zeros if it accepts that.
     *
     * @throws ScoringException if it accepts none
     */
    List<Map<String, JsonNode>> acceptedBy(FeatureRows scorer) throws ScoringException {
        var rows = new ArrayList<Map<String, JsonNode>>();
        ScoringException refusal = null;
        for (var tried = 0; tried < TRIES && rows.size() < wanted; tried++) {
            var row = row(tried == 0);
            try {
                List<Answer> unused = scorer.score(List.of(row));
                rows.add(row);
            } catch (ScoringException e) {
                refusal = e;
            }
        }
        if (rows.isEmpty() && refusal != null) {
            throw refusal;
        }
        return rows;
    }

    private Map<String, JsonNode> row(boolean zeros) {
        var row = new LinkedHashMap<String, JsonNode>();
        features.forEach(feature -> row.put(feature.name(), value(feature, zeros)));
        return row;
    }

    private JsonNode value(NeededFeature feature, boolean zeros) {
        var values = known.getOrDefault(feature.name(), List.of());
        var form = feature.vector();
        if (form.isEmpty()) {
            return zeros ? zero(feature.type()) : any(feature.type(), values);
        }
        var type = form.get().element().isFloating() ? FeatureDefinition.Type.DOUBLE : FeatureDefinition.Type.LONG;
        return nested(form.get().shape(), () -> zeros ? zero(type) : any(type, values));
    }

    private static JsonNode nested(List<Integer> shape, Supplier<JsonNode> element) {
        if (shape.isEmpty()) {
            return element.get();
        }
        var array = JSON.arrayNode();
        for (var i = 0; i < shape.get(0); i++) {
            array.add(nested(shape.subList(1, shape.size()), element));
        }
        return array;
    }

    private static JsonNode zero(FeatureDefinition.Type type) {
        return switch (type) {
            case DOUBLE -> JSON.numberNode(0.0);
            case LONG -> JSON.numberNode(0);
            case BOOLEAN -> JSON.booleanNode(false);
            case STRING -> JSON.textNode("");
            case VECTOR -> throw ofNoElement();
        };
    }

    private static IllegalArgumentException ofNoElement() {
        return new IllegalArgumentException("a vector has elements of its own");
    }

    private JsonNode any(FeatureDefinition.Type type, List<String> values) {
        return values.isEmpty() ? any(type) : known(type, values.get(random.nextInt(values.size())));
    }

    private JsonNode any(FeatureDefinition.Type type) {
        return switch (type) {
            case DOUBLE -> JSON.numberNode(random.nextInt(33) / 8.0 - 2);
            case LONG -> JSON.numberNode(random.nextInt(2));
            case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
            case STRING -> JSON.textNode(random.nextBoolean() ? "a" : "b");
            case VECTOR -> throw ofNoElement();
        };
    }

    /** A known value; a number where it is one. */
    private JsonNode known(FeatureDefinition.Type type, String value) {
        try {
            return switch (type) {
                case DOUBLE -> JSON.numberNode(Double.parseDouble(value));
                case LONG -> JSON.numberNode(Long.parseLong(value));
                case BOOLEAN -> JSON.booleanNode(value.equals("1") || value.equals("true"));
                case STRING -> JSON.textNode(value);
                case VECTOR -> throw ofNoElement();
            };
        } catch (NumberFormatException e) {
            return any(type);
        }
    }
}
