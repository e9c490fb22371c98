package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.execution.NodePlacement;
import io.sluicegate.scorer.execution.ProfileFolder;
import io.sluicegate.scorer.execution.ProviderChoice;
import io.sluicegate.scorer.execution.ProviderChoice.Chosen;
import io.sluicegate.scorer.execution.ProviderChoice.Refused;
import io.sluicegate.scorer.execution.Providers;
import io.sluicegate.scorer.execution.SessionPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Loads models on the first wanted execution provider that runs them. What it runs is taken from the profile of one golden run, since
 * a session that was opened on a provider may run all of its nodes on the CPU without a word.
 */
public final class ModelLoader {
    private final ExecutionSettings settings;
    private final int batch;
    private final Supplier<Set<ExecutionProvider>> available;

    /** @param batch the most rows in one call, on providers without a number of their own */
    public ModelLoader(ExecutionSettings settings, int batch) {
        this(settings, batch, Providers::available);
    }

    /** @param available the providers that ONNX Runtime has here; asked for when a model is loaded, because that loads native code */
    ModelLoader(ExecutionSettings settings, int batch, Supplier<Set<ExecutionProvider>> available) {
        this.settings = settings;
        this.batch = batch;
        this.available = available;
    }

    /** The provider that is asked for before all others. */
    public ExecutionProvider requested() {
        return settings.requested();
    }

    /**
     * Loads a model.
     *
     * @param golden rows to run the model on
     * @throws BadModelException if the model isn't what its manifest says, or fails on its own golden rows
     * @throws NoProviderException if no wanted provider can run it
     */
    public OnnxModel load(Path file, Manifest manifest, Golden golden) throws BadModelException, NoProviderException {
        if (requested() == ExecutionProvider.CPU) {
            var plan = SessionPlan.of(List.of(ExecutionProvider.CPU), settings);
            return OnnxModel.load(file, manifest, plan).with(Execution.CPU, batch(ExecutionProvider.CPU));
        }
        var failed = new EnumMap<ExecutionProvider, String>(ExecutionProvider.class);
        while (true) {
            var choice = ProviderChoice.of(settings, available.get(), failed);
            if (choice instanceof Refused refused) {
                throw new NoProviderException(refused);
            }
            var chosen = (Chosen) choice;
            try {
                return load(file, manifest, golden, chosen);
            } catch (ProviderFailed e) {
                failed.put(chosen.provider(), String.valueOf(e.getMessage()));
            }
        }
    }

    private int batch(ExecutionProvider provider) {
        return settings.batch(provider, batch);
    }

    /** Thrown when a provider that isn't the CPU doesn't run a model. */
    private static final class ProviderFailed extends Exception {
        private static final long serialVersionUID = 1;

        ProviderFailed(String message) {
            super(message);
        }
    }

    private OnnxModel load(Path file, Manifest manifest, Golden golden, Chosen chosen)
            throws BadModelException, ProviderFailed {
        try (var profile = ProfileFolder.create()) {
            var plan = SessionPlan.of(chosen.providers(), settings);
            return observed(OnnxModel.open(file, manifest, plan, Optional.of(profile.prefix())), golden, chosen);
        } catch (OrtException | ScoringException e) {
            if (chosen.provider() == ExecutionProvider.CPU) {
                throw new BadModelException("ONNX Runtime can't run " + file + ": " + OrtMessage.of(e), e);
            }
            throw new ProviderFailed(OrtMessage.of(e));
        }
    }

    /** The model with what its provider was seen to run. */
    private OnnxModel observed(OnnxModel model, Golden golden, Chosen chosen)
            throws OrtException, ScoringException, ProviderFailed {
        var keep = false;
        try {
            var placement = placement(model, golden);
            if (chosen.provider() != ExecutionProvider.CPU && placement.on(chosen.provider()) == 0) {
                throw new ProviderFailed("it runs none of the model's " + placement.count() + " nodes");
            }
            keep = true;
            return model.with(execution(chosen, placement), batch(chosen.provider()));
        } finally {
            if (!keep) {
                model.close();
            }
        }
    }

    private Execution execution(Chosen chosen, NodePlacement placement) {
        return new Execution(
                requested(),
                chosen.provider(),
                placement.count(),
                placement.on(ExecutionProvider.CPU),
                chosen.reason());
    }

    private static NodePlacement placement(OnnxModel model, Golden golden) throws OrtException, ScoringException {
        var runner = model.runner(1);
        new GoldenRows(model, golden).put(runner, 0, 1);
        var unused = runner.run(1);
        var profile = model.endProfiling();
        try {
            return NodePlacement.read(profile);
        } catch (IOException e) {
            throw new UncheckedIOException("ONNX Runtime's profile " + profile + " can't be read", e);
        }
    }
}
