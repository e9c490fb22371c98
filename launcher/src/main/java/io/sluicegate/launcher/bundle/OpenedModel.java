package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
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
    private static final String BUNDLE = "a bundle's folder, as sluicegate bundle create makes it";

    static Bundle bundle(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new CommandFailed(Message.WRONG_KIND_OF_FILE, folder, "a file", BUNDLE);
        }
        if (Files.isDirectory(folder) && !BundleStore.isBundle(folder)) {
            throw new CommandFailed(Message.WRONG_KIND_OF_FILE, folder, "a folder without manifest.yaml", BUNDLE);
        }
        var opened = BundleStore.open(folder.toString());
        if (opened instanceof Opened.Whole whole) {
            return whole.bundle();
        }
        var refused = (Opened.Refused) opened;
        throw refused.fault() == Opened.Fault.ABSENT
                ? new CommandFailed(Message.BUNDLE_MISSING, refused.message())
                : new CommandFailed(Message.BUNDLE_UNUSABLE, folder, refused.fault() + ", " + refused.message());
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
            throw new CommandFailed(e, Message.BUNDLE_UNUSABLE, bundle.folder(), e.getMessage());
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
