package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.sandbox.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a model was trained on: features records in an Avro file, as backfill writes them, or JSON objects, one a line.
 *
 * @param isTyped whether the file says the features' types; if not, a number may be of either type
 * @param features the features that the file has
 * @param featureSet the fingerprint of the feature set that computed the rows; empty if the file doesn't name one
 * @param rows the values by feature; null is a missing value
 */
record TrainingRows(
        Path file, boolean isTyped, List<NeededFeature> features, String featureSet, List<Map<String, JsonNode>> rows) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Inf", "-Inf");

    static TrainingRows read(Path file) throws IOException {
        var rows = isAvro(file) ? avro(file) : json(file);
        if (rows.rows().isEmpty()) {
            throw new CommandFailed(file + " holds no rows; a reference profile needs at least one.");
        }
        return rows;
    }

    private static boolean isAvro(Path file) throws IOException {
        if (file.toString().endsWith(".avro") || !Files.isRegularFile(file)) {
            return file.toString().endsWith(".avro");
        }
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(DataFileConstants.MAGIC.length), DataFileConstants.MAGIC);
        }
    }

    private static TrainingRows json(Path file) throws IOException {
        var rows = new ArrayList<Map<String, JsonNode>>();
        var types = new LinkedHashMap<String, Optional<FeatureDefinition.Type>>();
        try (var lines = RowsFile.open(file)) {
            lines.forEach(line -> {
                var row = new LinkedHashMap<String, JsonNode>();
                values(line).properties().forEach(entry -> row.put(entry.getKey(), entry.getValue()));
                row.forEach((name, value) -> types.merge(name, type(value), TrainingRows::wider));
                rows.add(row);
            });
        }
        rows.forEach(row -> types.keySet().forEach(name -> row.putIfAbsent(name, JSON.nullNode())));
        var known = new LinkedHashMap<String, FeatureDefinition.Type>();
        types.forEach((name, type) -> known.put(name, type.orElse(FeatureDefinition.Type.DOUBLE)));
        return new TrainingRows(file, false, needed(known), "", rows);
    }

    private static JsonNode values(RowsFile.Row line) {
        if (!line.value().isObject()) {
            throw new Unusable(line.place() + ": expected an object with a value for each feature");
        }
        line.value().properties().forEach(entry -> {
            if (entry.getValue().isContainerNode()) {
                throw new Unusable(line.place() + ": feature '" + entry.getKey()
                        + "': expected a number, a boolean or a string, found "
                        + (entry.getValue().isArray() ? "an array" : "an object"));
            }
        });
        return line.value();
    }

    /** The type of a value; empty for a missing one. */
    private static Optional<FeatureDefinition.Type> type(JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isTextual()) {
            return Optional.of(
                    NOT_FINITE.contains(value.textValue())
                            ? FeatureDefinition.Type.DOUBLE
                            : FeatureDefinition.Type.STRING);
        }
        return Optional.of(
                value.isBoolean()
                        ? FeatureDefinition.Type.BOOLEAN
                        : value.isIntegralNumber() ? FeatureDefinition.Type.LONG : FeatureDefinition.Type.DOUBLE);
    }

    private static Optional<FeatureDefinition.Type> wider(
            Optional<FeatureDefinition.Type> one, Optional<FeatureDefinition.Type> other) {
        if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
            return one.or(() -> other);
        }
        return Optional.of(
                one.get() == FeatureDefinition.Type.STRING || other.get() == FeatureDefinition.Type.STRING
                        ? FeatureDefinition.Type.STRING
                        : FeatureDefinition.Type.DOUBLE);
    }

    private static TrainingRows avro(Path file) throws IOException {
        try (var records = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
            var types = new LinkedHashMap<String, FeatureDefinition.Type>();
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
            return new TrainingRows(file, true, needed(types), featureSet, rows);
        } catch (AvroRuntimeException e) {
            throw new Unusable(file + " is no Avro file of features: " + e.getMessage(), e);
        }
    }

    private static List<NeededFeature> needed(Map<String, FeatureDefinition.Type> types) {
        return types.entrySet().stream()
                .map(entry -> new NeededFeature(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Optional<FeatureDefinition.Type> type(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE, FLOAT -> Optional.of(FeatureDefinition.Type.DOUBLE);
            case LONG, INT -> Optional.of(FeatureDefinition.Type.LONG);
            case BOOLEAN -> Optional.of(FeatureDefinition.Type.BOOLEAN);
            case STRING -> Optional.of(FeatureDefinition.Type.STRING);
            case UNION ->
                schema.getTypes().stream().flatMap(one -> type(one).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    private static JsonNode value(@Nullable Object value) {
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
