package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.records.ReferenceProfile;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.BatchCheck;
import io.sluicegate.scorer.onnx.FeatureRows;
import io.sluicegate.scorer.onnx.FeatureRows.Answer;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.onnx.VectorJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a bundle's reference profile and golden vectors by running the model. */
final class BundleMaker {
    private static final int BATCH = 256;
    private static final int GOLDEN_VECTORS = 20;
    private static final int MADE_ROWS = 8;
    private static final int FEWEST = 2;
    /** The most elements of all golden vectors together, so that the file of rows with large vectors stays small. */
    private static final int MOST_ELEMENTS = 400_000;

    private static final int ROWS_COMPARED = 7;
    private static final double TOLERANCE = 1e-5;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Path onnx;
    private final Manifest manifest;

    BundleMaker(Path onnx, Manifest manifest) {
        this.onnx = onnx;
        this.manifest = manifest;
    }

    /** The bundle of a model with the rows that it was trained on. */
    BundleDraft draft(TrainingRows training, byte[] bytes) {
        var answers = answers(training.rows());
        return new BundleDraft(manifest, bytes, profile(training.rows(), answers), golden(training.rows(), answers));
    }

    /** The bundle of a model without any rows: it has no reference for drift, and its golden vectors are made up. */
    BundleDraft draft(byte[] bytes) {
        var rows = madeUp();
        var answers = answers(rows);
        var none = new ReferenceProfiler(List.of()).profile(manifest.featureSetFingerprint());
        return new BundleDraft(manifest, bytes, none, golden(rows, answers));
    }

    private List<Answer> answers(List<Map<String, JsonNode>> rows) {
        try (var model = OnnxModel.load(onnx, manifest)) {
            var some = rows.stream()
                    .limit(ROWS_COMPARED)
                    .map(row -> new Golden.Vector(row, Map.of(), OptionalDouble.empty()))
                    .toList();
            var unused = BatchCheck.run(model, new Golden(TOLERANCE, some), ROWS_COMPARED);
            return new FeatureRows(model, most(BATCH)).score(rows);
        } catch (BadModelException | ScoringException e) {
            throw new Unusable(onnx + ": " + e.getMessage(), e);
        }
    }

    private ReferenceProfile profile(List<Map<String, JsonNode>> rows, List<Answer> answers) {
        var numbers = profiled(ProfileKind.NUMBERS);
        var texts = profiled(ProfileKind.TEXTS);
        var profiler = new ReferenceProfiler(numbers, texts);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var values = numbers.stream()
                    .mapToDouble(name -> number(row.getOrDefault(name, NullNode.getInstance())))
                    .toArray();
            List<@Nullable String> words = new ArrayList<>();
            texts.forEach(name ->
                    words.add(row.getOrDefault(name, NullNode.getInstance()).textValue()));
            var score = answers.get(i).calibrated();
            if (score.isPresent()) {
                profiler.add(values, words, score.getAsDouble());
            } else {
                profiler.add(values, words);
            }
        }
        return profiler.profile(manifest.featureSetFingerprint());
    }

    private List<String> profiled(ProfileKind kind) {
        return manifest.features().stream()
                .filter(feature -> feature.type().profile() == kind)
                .map(NeededFeature::name)
                .toList();
    }

    private static double number(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    private Golden golden(List<Map<String, JsonNode>> rows, List<Answer> answers) {
        var vectors = new ArrayList<Golden.Vector>();
        int most = most(GOLDEN_VECTORS);
        int step = Math.max(1, rows.size() / most);
        for (int i = 0; i < rows.size() && vectors.size() < most; i += step) {
            vectors.add(vector(rows.get(i), answers.get(i)));
        }
        return new Golden(TOLERANCE, vectors);
    }

    /** So many rows, or fewer if each is large. */
    private int most(int rows) {
        int elements =
                manifest.features().stream().mapToInt(NeededFeature::elements).sum();
        return Math.min(rows, Math.max(FEWEST, MOST_ELEMENTS / Math.max(1, elements)));
    }

    private Golden.Vector vector(Map<String, JsonNode> row, Answer answer) {
        var features = new LinkedHashMap<String, JsonNode>();
        var vectors = manifest.vectors();
        manifest.inputFeatures().forEach(name -> features.put(name, written(row.get(name), vectors.get(name))));
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

    /** Rows of small numbers, the same for the same manifest, after one of nothing but zeros. */
    private List<Map<String, JsonNode>> madeUp() {
        var random = new Random(1);
        var rows = new ArrayList<Map<String, JsonNode>>();
        for (int i = 0; i < most(MADE_ROWS); i++) {
            var zeros = i == 0;
            var row = new LinkedHashMap<String, JsonNode>();
            manifest.features().forEach(feature -> row.put(feature.name(), made(feature, zeros, random)));
            rows.add(row);
        }
        return rows;
    }

    private static JsonNode made(NeededFeature feature, boolean zeros, Random random) {
        var form = feature.vector();
        if (form.isEmpty()) {
            return zeros ? zero(feature.type()) : any(feature.type(), random);
        }
        var type = form.get().element().isFloating() ? FeatureDefinition.Type.DOUBLE : FeatureDefinition.Type.LONG;
        return nested(form.get().shape(), () -> zeros ? zero(type) : any(type, random));
    }

    private static JsonNode nested(List<Integer> shape, Supplier<JsonNode> element) {
        if (shape.isEmpty()) {
            return element.get();
        }
        var array = JSON.arrayNode();
        for (int i = 0; i < shape.get(0); i++) {
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
            case VECTOR -> throw new IllegalArgumentException("a vector has elements of its own");
        };
    }

    private static JsonNode any(FeatureDefinition.Type type, Random random) {
        return switch (type) {
            case DOUBLE -> JSON.numberNode(random.nextInt(33) / 8.0 - 2);
            case LONG -> JSON.numberNode(random.nextInt(2));
            case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
            case STRING -> JSON.textNode(random.nextBoolean() ? "a" : "b");
            case VECTOR -> throw new IllegalArgumentException("a vector has elements of its own");
        };
    }
}
