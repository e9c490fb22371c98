package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.BatchCheck;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bundle's model, loaded as the scorer loads it.
 *
 * @param dependence how its answers depend on the batch; empty if they don't
 */
record OpenedModel(Bundle bundle, OnnxModel model, Optional<String> dependence) implements AutoCloseable {
    private static final int ROWS_COMPARED = 7;

    static Bundle bundle(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new Unusable(
                    folder + " is a file, expected a bundle's folder: make one with 'sluicegate bundle create'");
        }
        if (Files.isDirectory(folder) && !BundleStore.isBundle(folder)) {
            throw new Unusable(folder + " is a folder without manifest.yaml, expected a bundle's folder");
        }
        var opened = BundleStore.open(folder.toString());
        if (opened instanceof Opened.Whole whole) {
            return whole.bundle();
        }
        var refused = (Opened.Refused) opened;
        throw new Unusable(refused.fault() + ": " + refused.message());
    }

    static OpenedModel open(Path folder) {
        var bundle = bundle(folder);
        try {
            var model = OnnxModel.load(bundle.model(), bundle.manifest());
            try {
                return new OpenedModel(bundle, model, BatchCheck.run(model, bundle.golden(), ROWS_COMPARED));
            } catch (ScoringException | RuntimeException e) {
                model.close();
                throw e;
            }
        } catch (BadModelException | ScoringException e) {
            throw new Unusable(bundle.folder() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
