package io.sluicegate.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The file with the golden vectors. In the first format a feature's number stood in an object that named its Avro type; such files
 * are read, too.
 */
final class GoldenFile {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String AVRO_DOUBLE = "double";

    private GoldenFile() {}

    static byte[] write(Golden golden) throws IOException {
        var root = MAPPER.createObjectNode();
        root.put("tolerance", golden.tolerance());
        var vectors = root.putArray("vectors");
        for (var vector : golden.vectors()) {
            var entry = vectors.addObject();
            entry.set("features", object(vector.features()));
            if (!vector.outputs().isEmpty()) {
                entry.set("outputs", object(vector.outputs()));
            }
            vector.score().ifPresent(score -> {
                if (Double.isFinite(score)) {
                    entry.put("score", score);
                } else {
                    entry.put("score", ElementValue.text(score));
                }
            });
        }
        return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object(Map<String, JsonNode> values) {
        var object = MAPPER.createObjectNode();
        values.forEach(object::set);
        return object;
    }

    /** @throws IOException if the bytes are no golden vectors; the message says where */
    static Golden read(byte[] json) throws IOException {
        var root = parse(json);
        var vectors = root.get("vectors");
        if (vectors == null || !vectors.isArray()) {
            throw new IOException(BundleFiles.GOLDEN + " has no list 'vectors'");
        }
        var read = new ArrayList<Golden.Vector>();
        for (var i = 0; i < vectors.size(); i++) {
            read.add(vector(vectors.get(i), i));
        }
        return new Golden(number(root.get("tolerance"), "tolerance"), read);
    }

    private static JsonNode parse(byte[] json) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            throw new IOException(
                    BundleFiles.GOLDEN + (location == null ? "" : ":" + location.getLineNr()) + ": is no JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static Golden.Vector vector(JsonNode vector, int place) throws IOException {
        var score = vector.get("score");
        return new Golden.Vector(
                plain(values(vector.get("features"), "features of vector " + place)),
                vector.has("outputs") ? values(vector.get("outputs"), "outputs of vector " + place) : Map.of(),
                score == null ? OptionalDouble.empty() : OptionalDouble.of(number(score, "score of vector " + place)));
    }

    private static Map<String, JsonNode> values(JsonNode object, String what) throws IOException {
        if (object == null || !object.isObject()) {
            throw new IOException(BundleFiles.GOLDEN + ": " + what + " must be an object");
        }
        var values = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    /** The values themselves, without the names of their Avro types. */
    private static Map<String, JsonNode> plain(Map<String, JsonNode> features) {
        features.replaceAll((name, value) ->
                value.isObject() && value.size() == 1 && value.has(AVRO_DOUBLE) ? value.get(AVRO_DOUBLE) : value);
        return features;
    }

    private static double number(JsonNode value, String what) throws IOException {
        try {
            if (value != null && (value.isNumber() || value.isTextual())) {
                return value.isNumber() ? value.doubleValue() : ElementValue.floating(value.textValue());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(BundleFiles.GOLDEN + ": " + what + " is " + value + ", no number", e);
        }
        throw new IOException(BundleFiles.GOLDEN + ": " + what + " must be a number");
    }
}
