package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.sandbox.CommandFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Rows that a model was trained on: features records in an Avro file, as backfill writes them, or JSON objects, one a line.
 *
 * @param features the features that the file has; JSON doesn't say all of their types, so that some are guesses
 * @param featureSet the fingerprint of the feature set that computed the rows; empty if the file doesn't name one
 * @param rows the values by feature; null is a missing value, and a vector from Avro is its bytes
 */
record TrainingRows(Path file, List<NeededFeature> features, String featureSet, List<Map<String, JsonNode>> rows) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The rows in a file, for a model of any types. */
    static TrainingRows read(Path file) throws IOException {
        return read(file, feature -> Optional.empty());
    }

    /**
     * The rows in a file.
     *
     * @param elements the type of the elements of the input that a feature fills, for vectors in JSON, which doesn't say it
     */
    static TrainingRows read(Path file, Function<String, Optional<ElementType>> elements) throws IOException {
        var rows = file.toString().endsWith(".jsonl") ? json(file, elements) : avro(file);
        if (rows.rows().isEmpty()) {
            throw new CommandFailed(file + " holds no rows; a reference profile needs at least one.");
        }
        return rows;
    }

    private static TrainingRows json(Path file, Function<String, Optional<ElementType>> elements) throws IOException {
        var mapper = new ObjectMapper();
        var rows = new ArrayList<Map<String, JsonNode>>();
        var types = new LinkedHashMap<String, FeatureDefinition.Type>();
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    var row = new LinkedHashMap<String, JsonNode>();
                    mapper.readTree(line).properties().forEach(entry -> row.put(entry.getKey(), entry.getValue()));
                    row.forEach((name, value) -> types.merge(name, type(value), TrainingRows::wider));
                    rows.add(row);
                }
            }
        }
        var features = types.entrySet().stream()
                .map(entry -> entry.getValue() == FeatureDefinition.Type.VECTOR
                        ? new NeededFeature(entry.getKey(), form(entry.getKey(), rows, elements))
                        : new NeededFeature(entry.getKey(), entry.getValue()))
                .toList();
        return new TrainingRows(file, features, "", rows);
    }

    private static VectorForm form(
            String feature, List<Map<String, JsonNode>> rows, Function<String, Optional<ElementType>> elements) {
        var value = rows.stream()
                .map(row -> row.get(feature))
                .filter(it -> it != null && it.isArray())
                .findFirst()
                .orElseThrow();
        var shape = new ArrayList<Integer>();
        for (; value.isArray() && !value.isEmpty(); value = value.get(0)) {
            shape.add(value.size());
        }
        var guess = value.isIntegralNumber() ? ElementType.INT64 : ElementType.FLOAT64;
        var element = elements.apply(feature).or(() -> Optional.of(guess)).flatMap(ElementType::ofVectors);
        try {
            return new VectorForm(element.orElse(VectorForm.Element.FLOAT64), shape);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("feature '" + feature + "': " + e.getMessage());
        }
    }

    private static FeatureDefinition.Type type(JsonNode value) {
        if (value.isArray()) {
            return FeatureDefinition.Type.VECTOR;
        }
        if (value.isTextual()) {
            return FeatureDefinition.Type.STRING;
        }
        return value.isBoolean()
                ? FeatureDefinition.Type.BOOLEAN
                : value.isIntegralNumber() ? FeatureDefinition.Type.LONG : FeatureDefinition.Type.DOUBLE;
    }

    private static FeatureDefinition.Type wider(FeatureDefinition.Type one, FeatureDefinition.Type other) {
        return one == other
                ? one
                : Stream.of(FeatureDefinition.Type.VECTOR, FeatureDefinition.Type.STRING)
                        .filter(type -> one == type || other == type)
                        .findFirst()
                        .orElse(FeatureDefinition.Type.DOUBLE);
    }

    private static TrainingRows avro(Path file) throws IOException {
        try (var records = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
            var features = new ArrayList<NeededFeature>();
            for (var field : records.getSchema().getFields()) {
                if (!FeaturesRecord.isReserved(field.name())) {
                    feature(field.name(), field.schema()).ifPresent(features::add);
                }
            }
            var rows = new ArrayList<Map<String, JsonNode>>();
            var featureSet = "";
            for (var record : records) {
                var own = record.hasField(FeaturesRecord.FEATURE_SET)
                        ? String.valueOf(record.get(FeaturesRecord.FEATURE_SET))
                        : "";
                if (!rows.isEmpty() && !own.equals(featureSet)) {
                    throw new CommandFailed(file + " holds rows of two feature sets, " + featureSet + " and " + own
                            + "; compute it anew with backfill.");
                }
                featureSet = own;
                var row = new LinkedHashMap<String, JsonNode>();
                features.forEach(feature -> row.put(feature.name(), value(record.get(feature.name()))));
                rows.add(row);
            }
            return new TrainingRows(file, features, featureSet, rows);
        }
    }

    private static Optional<NeededFeature> feature(String name, Schema schema) {
        if (schema.isUnion()) {
            return schema.getTypes().stream()
                    .flatMap(one -> feature(name, one).stream())
                    .findFirst();
        }
        return VectorForm.of(schema).map(form -> new NeededFeature(name, form)).or(() -> type(schema)
                .map(type -> new NeededFeature(name, type)));
    }

    private static Optional<FeatureDefinition.Type> type(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE, FLOAT -> Optional.of(FeatureDefinition.Type.DOUBLE);
            case LONG, INT -> Optional.of(FeatureDefinition.Type.LONG);
            case BOOLEAN -> Optional.of(FeatureDefinition.Type.BOOLEAN);
            case STRING -> Optional.of(FeatureDefinition.Type.STRING);
            default -> Optional.empty();
        };
    }

    private static JsonNode value(Object value) {
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Long || value instanceof Integer) {
            return JSON.numberNode(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return Double.isNaN(number.doubleValue()) ? JSON.nullNode() : JSON.numberNode(number.doubleValue());
        }
        if (value instanceof ByteBuffer vector) {
            var bytes = new byte[vector.remaining()];
            vector.duplicate().get(bytes);
            return JSON.binaryNode(bytes);
        }
        return value == null ? JSON.nullNode() : JSON.textNode(value.toString());
    }

    /** Checks that the rows are those of the manifest's features. */
    void check(Manifest manifest) {
        if (!featureSet.isEmpty() && !featureSet.equals(manifest.featureSetFingerprint())) {
            throw new CommandFailed(file + " was computed with feature set " + featureSet
                    + ", but the pipeline's file declares feature set " + manifest.featureSetFingerprint()
                    + "; compute it with backfill and this pipeline's file.");
        }
        for (var name : manifest.inputFeatures()) {
            if (features.stream().noneMatch(feature -> feature.name().equals(name))) {
                throw new CommandFailed(
                        file + " has no feature '" + name + "'; compute it with backfill and this pipeline's file.");
            }
        }
    }
}
