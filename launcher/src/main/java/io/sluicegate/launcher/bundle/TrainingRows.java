package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
 * @param isTyped whether the file says the features' types; if not, a number may be of either type, and a vector's elements of any
 * @param features the features that the file has
 * @param featureSet the fingerprint of the feature set that computed the rows; empty if the file doesn't name one
 * @param rows the values by feature; null is a missing value, and a vector from Avro is its bytes
 */
record TrainingRows(
        Path file, boolean isTyped, List<NeededFeature> features, String featureSet, List<Map<String, JsonNode>> rows) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Inf", "-Inf");

    /**
     * The rows in a file.
     *
     * @param elements the type of the elements of the input that a feature fills, for vectors in JSON, which doesn't say it
     */
    static TrainingRows read(Path file, Function<String, Optional<ElementType>> elements) throws IOException {
        var rows = isAvro(file) ? avro(file) : json(file, elements);
        if (rows.rows().isEmpty()) {
            throw new CommandFailed(Message.NO_ROWS, file, "to make a reference profile of");
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

    private static TrainingRows json(Path file, Function<String, Optional<ElementType>> elements) throws IOException {
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
        var features = types.entrySet().stream()
                .map(entry ->
                        feature(entry.getKey(), entry.getValue().orElse(FeatureDefinition.Type.DOUBLE), rows, elements))
                .toList();
        return new TrainingRows(file, false, features, "", rows);
    }

    private static NeededFeature feature(
            String name,
            FeatureDefinition.Type type,
            List<Map<String, JsonNode>> rows,
            Function<String, Optional<ElementType>> elements) {
        return type == FeatureDefinition.Type.VECTOR
                ? new NeededFeature(name, form(name, rows, elements))
                : new NeededFeature(name, type);
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
            throw new CommandFailed(e, Message.TRAINING_ROWS_UNUSABLE, "feature '" + feature + "': " + e.getMessage());
        }
    }

    private static JsonNode values(RowsFile.Row line) {
        if (!line.value().isObject()) {
            throw new CommandFailed(
                    Message.ROW_UNUSABLE, line.place(), "expected an object with a value for each feature");
        }
        line.value().properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                throw new CommandFailed(
                        Message.ROW_UNUSABLE,
                        line.place(),
                        "feature '" + entry.getKey()
                                + "': expected a number, a boolean, a string or an array of numbers, found an object");
            }
        });
        return line.value();
    }

    /** The type of a value; empty for a missing one. */
    private static Optional<FeatureDefinition.Type> type(JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isArray()) {
            return Optional.of(FeatureDefinition.Type.VECTOR);
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
        return Stream.of(FeatureDefinition.Type.VECTOR, FeatureDefinition.Type.STRING)
                .filter(type -> one.get() == type || other.get() == type)
                .findFirst()
                .or(() -> Optional.of(FeatureDefinition.Type.DOUBLE));
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
                    throw new CommandFailed(
                            Message.TRAINING_ROWS_UNUSABLE,
                            file + " holds rows of two feature sets, " + featureSet + " and " + own);
                }
                featureSet = own;
                var row = new LinkedHashMap<String, JsonNode>();
                features.forEach(feature -> row.put(feature.name(), value(record.get(feature.name()))));
                rows.add(row);
            }
            return new TrainingRows(file, true, features, featureSet, rows);
        } catch (AvroRuntimeException e) {
            throw new CommandFailed(e, Message.FILE_UNUSABLE, file + " is no Avro file of features: " + e.getMessage());
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
            throw new CommandFailed(
                    Message.TRAINING_ROWS_UNUSABLE,
                    file + " was computed with feature set " + featureSet
                            + ", but the pipeline's file declares feature set " + manifest.featureSetFingerprint());
        }
        for (var name : manifest.inputFeatures()) {
            if (features.stream().noneMatch(feature -> feature.name().equals(name))) {
                throw new CommandFailed(Message.TRAINING_ROWS_UNUSABLE, file + " has no feature '" + name + "'");
            }
        }
    }
}
