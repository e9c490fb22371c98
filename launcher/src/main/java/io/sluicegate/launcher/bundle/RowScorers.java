package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.PartialManifest;
import io.sluicegate.bundle.PartialManifest.PartialInput;
import io.sluicegate.bundle.PartialManifest.PartialOutput;
import io.sluicegate.bundle.onnx.InferredManifest.Impossible;
import io.sluicegate.bundle.onnx.ManifestInference;
import io.sluicegate.bundle.onnx.OnnxFile;
import io.sluicegate.bundle.onnx.OnnxValue;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.JsonRows;
import io.sluicegate.scorer.onnx.ModelFile;
import io.sluicegate.scorer.onnx.OnnxModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The scorers of a bundle's rows. A row may give inputs that the manifest leaves to the model's defaults; the model is loaded once
 * more for each set of such inputs.
 */
final class RowScorers implements AutoCloseable {
    private final OpenedModel opened;
    private final int batch;
    private final JsonRows plain;
    private final Map<Set<String>, JsonRows> byDefaults = new HashMap<>();
    private final Map<Set<String>, OnnxModel> models = new HashMap<>();
    private @Nullable OnnxFile file;

    RowScorers(OpenedModel opened, int batch) {
        this.opened = opened;
        this.batch = batch;
        this.plain = new JsonRows(opened.model(), batch);
    }

    /** The scorer of a row. */
    JsonRows of(JsonNode row) throws IOException {
        var others = new TreeSet<String>();
        row.fieldNames().forEachRemaining(others::add);
        bundle().manifest().inputs().forEach(input -> others.remove(input.name()));
        if (!others.isEmpty()) {
            others.retainAll(file().defaults().stream().map(OnnxValue::name).toList());
        }
        return others.isEmpty() ? plain : withDefaults(others);
    }

    private JsonRows withDefaults(Set<String> fed) throws IOException {
        var known = byDefaults.get(fed);
        if (known != null) {
            return known;
        }
        try {
            var model = OnnxModel.load(bundle().model(), manifest(fed));
            models.put(fed, model);
            if (opened.dependence().isPresent()) {
                model.runOneByOne();
            }
            var scorer = new JsonRows(model, batch);
            byDefaults.put(fed, scorer);
            return scorer;
        } catch (BadModelException | Impossible e) {
            throw new CommandFailed(
                    e, Message.BUNDLE_UNUSABLE, bundle().folder() + " with inputs " + fed, e.getMessage());
        }
    }

    /** The bundle's manifest with further inputs. */
    private Manifest manifest(Set<String> fed) throws IOException, Impossible {
        var manifest = bundle().manifest();
        var inputs = new ArrayList<PartialInput>();
        manifest.inputs()
                .forEach(input -> inputs.add(new PartialInput(
                        input.name(),
                        Optional.of(input.features()),
                        input.shape(),
                        Optional.of(input.batched()),
                        Optional.of(input.missing()))));
        fed.forEach(name -> inputs.add(PartialInput.named(name)));
        var output = manifest.output();
        var partial = new PartialManifest(
                Optional.of(manifest.featureSetFingerprint()),
                manifest.features(),
                inputs,
                new PartialOutput(
                        output.score(),
                        output.label(),
                        output.probabilities(),
                        output.threshold(),
                        output.calibration()),
                Optional.of(manifest.created()),
                Optional.of(manifest.trainedOn()));
        return ManifestInference.infer(file(), manifest.model(), manifest.version(), partial, List.of(), "")
                .manifest();
    }

    private OnnxFile file() throws IOException {
        if (file == null) {
            file = ModelFile.read(bundle().model()).file();
        }
        return file;
    }

    private Bundle bundle() {
        return opened.bundle();
    }

    @Override
    public void close() {
        models.values().forEach(OnnxModel::close);
    }
}
