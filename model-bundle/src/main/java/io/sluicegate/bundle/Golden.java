package io.sluicegate.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Rows with known answers: a model that answers them otherwise isn't the model that was tested.
 *
 * @param tolerance how far a number of the answer may be off
 */
public record Golden(double tolerance, List<Vector> vectors) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * A row with its answer.
     *
     * @param features the features' values by name; null is a missing value
     * @param outputs what some or all of the model's outputs must be, by name
     * @param score what the score must be, before calibration
     */
    public record Vector(Map<String, JsonNode> features, Map<String, JsonNode> outputs, OptionalDouble score) {
        public Vector {
            features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        /** A row of numbers and its score. */
        public static Vector of(Map<String, @Nullable Double> features, double score) {
            var values = new LinkedHashMap<String, JsonNode>();
            features.forEach((name, value) ->
                    values.put(name, value == null ? NullNode.getInstance() : DoubleNode.valueOf(value)));
            return new Vector(values, Map.of(), OptionalDouble.of(score));
        }

        /** A row of any values, and its score. */
        public static Vector ofValues(Map<String, ?> features, double score) {
            var values = new LinkedHashMap<String, JsonNode>();
            features.forEach((name, value) -> values.put(name, MAPPER.valueToTree(value)));
            return new Vector(values, Map.of(), OptionalDouble.of(score));
        }
    }

    public Golden {
        vectors = List.copyOf(vectors);
    }
}
