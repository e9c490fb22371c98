package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.records.ReferenceProfile;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.BatchCheck;
import io.sluicegate.scorer.onnx.FeatureRows;
import io.sluicegate.scorer.onnx.FeatureRows.Answer;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes a bundle's reference profile and golden vectors by running the model. */
final class BundleMaker {
    private static final int BATCH = 256;
    private static final int ROWS_COMPARED = 7;

    private final Path onnx;
    private final Manifest manifest;
    private final Map<String, List<String>> vocabularies;

    /**
     * A bundle, and what was found out about its model.
     *
     * @param dependence how the model's answers depend on the batch; empty if they don't
     */
    record Made(BundleDraft draft, Optional<String> dependence) {}

    /** @param vocabularies the values that the model knows, by input */
    BundleMaker(Path onnx, Manifest manifest, Map<String, List<String>> vocabularies) {
        this.onnx = onnx;
        this.manifest = manifest;
        this.vocabularies = vocabularies;
    }

    /** The bundle of a model with the rows that it was trained on. */
    Made fromTraining(TrainingRows training) throws IOException {
        return made(model -> training.rows(), true);
    }

    /** The bundle of a model without any rows: it has no reference for drift, and its golden vectors are made up. */
    Made fromNothing() throws IOException {
        return made(this::madeUp, false);
    }

    private List<Map<String, JsonNode>> madeUp(OnnxModel model) {
        try {
            return new MadeUpRows(manifest, vocabularies).acceptedBy(new FeatureRows(model, 1));
        } catch (ScoringException e) {
            throw new CommandFailed(e, Message.MADE_UP_ROW_FAILS, onnx, e.getMessage());
        }
    }

    private interface Rows {
        List<Map<String, JsonNode>> of(OnnxModel model) throws ScoringException;
    }

    private Made made(Rows source, boolean areReference) throws IOException {
        var bytes = Files.readAllBytes(onnx);
        try (var model = OnnxModel.load(onnx, manifest)) {
            var rows = source.of(model);
            var dependence = BatchCheck.run(model, golden(rows), ROWS_COMPARED);
            var answers = new FeatureRows(model, Math.min(RowLimit.of(manifest, BATCH), rows.size())).score(rows);
            var profile = areReference ? profile(rows, answers) : profile(List.of(), List.of());
            var golden = new GoldenMaker(model).golden(rows, answers);
            return new Made(new BundleDraft(manifest, bytes, profile, golden).withWeightsOf(onnx), dependence);
        } catch (BadModelException | ScoringException e) {
            throw new CommandFailed(e, Message.MODEL_UNUSABLE, onnx, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(e, Message.MANIFEST_UNUSABLE, onnx, e.getMessage());
        }
    }

    /** The first rows, without answers. */
    private static Golden golden(List<Map<String, JsonNode>> rows) {
        return new Golden(
                0,
                rows.stream()
                        .limit(ROWS_COMPARED)
                        .map(row -> new Golden.Vector(row, Map.of(), OptionalDouble.empty()))
                        .toList());
    }

    private ReferenceProfile profile(List<Map<String, JsonNode>> rows, List<Answer> answers) {
        var numbers = profiled(ProfileKind.NUMBERS, rows);
        var texts = profiled(ProfileKind.TEXTS, rows);
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

    /** The features of a kind; none without rows. */
    private List<String> profiled(ProfileKind kind, List<Map<String, JsonNode>> rows) {
        return rows.isEmpty()
                ? List.of()
                : manifest.features().stream()
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
}
