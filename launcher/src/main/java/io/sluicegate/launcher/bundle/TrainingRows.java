package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.sandbox.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Rows that a model was trained on: features records in an Avro file, as backfill writes them, or JSON objects, one a line.
 *
 * @param features the features that the file has; without types if it is JSON, where numbers are doubles
 * @param featureSet the fingerprint of the feature set that computed the rows; empty if the file doesn't name one
 * @param rows the values by feature; null is a missing value
 */
record TrainingRows(Path file, List<NeededFeature> features, String featureSet, List<Map<String, JsonNode>> rows) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static TrainingRows read(Path file) throws IOException {
        var rows = file.toString().endsWith(".jsonl") ? json(file) : avro(file);
        if (rows.rows().isEmpty()) {
            throw new CommandFailed(file + " holds no rows; a reference profile needs at least one.");
        }
        return rows;
    }

    private static TrainingRows json(Path file) throws IOException {
        var mapper = new ObjectMapper();
        var rows = new ArrayList<Map<String, JsonNode>>();
        var types = new LinkedHashMap<String, Type>();
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
        return new TrainingRows(file, needed(types), "", rows);
    }

    private static Type type(JsonNode value) {
        if (value.isTextual()) {
            return Type.STRING;
        }
        return value.isBoolean() ? Type.BOOLEAN : value.isIntegralNumber() ? Type.LONG : Type.DOUBLE;
    }

    private static Type wider(Type one, Type other) {
        return one == other ? one : one == Type.STRING || other == Type.STRING ? Type.STRING : Type.DOUBLE;
    }

    private static TrainingRows avro(Path file) throws IOException {
        try (var records = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
            var types = new LinkedHashMap<String, Type>();
            for (var field : records.getSchema().getFields()) {
                if (!FeaturesRecord.isReserved(field.name())) {
                    type(field.schema()).ifPresent(type -> types.put(field.name(), type));
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
                types.keySet().forEach(name -> row.put(name, value(record.get(name))));
                rows.add(row);
            }
            return new TrainingRows(file, needed(types), featureSet, rows);
        }
    }

    private static List<NeededFeature> needed(Map<String, Type> types) {
        return types.entrySet().stream()
                .map(entry -> new NeededFeature(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Optional<Type> type(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE, FLOAT -> Optional.of(Type.DOUBLE);
            case LONG, INT -> Optional.of(Type.LONG);
            case BOOLEAN -> Optional.of(Type.BOOLEAN);
            case STRING -> Optional.of(Type.STRING);
            case UNION ->
                schema.getTypes().stream().flatMap(one -> type(one).stream()).findFirst();
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
