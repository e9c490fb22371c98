package io.sluicegate.scorer.versions;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.pipeline.config.EngineWish;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.BatchCheck;
import io.sluicegate.scorer.onnx.BatchChoice;
import io.sluicegate.scorer.onnx.EngineChoice;
import io.sluicegate.scorer.onnx.ExternalDataException;
import io.sluicegate.scorer.onnx.GoldenCheck;
import io.sluicegate.scorer.onnx.ModelLoader;
import io.sluicegate.scorer.onnx.NoProviderException;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.onnx.SlowCall;
import io.sluicegate.scorer.versions.LoadError.Code;
import java.util.Optional;

/**
 * Loads a bundle's model, checks all that takes running the model, chooses its engine and its batch, and so warms it up. The scorer does
 * this in its own process for the versions that serve, and a {@link VersionProbe} in a child process before.
 *
 * @param batch most rows in one call, on providers without a number of their own
 * @param limit how long one call may take
 * @param execution how ONNX Runtime runs the model
 */
record ModelCheck(int batch, CallLimit limit, ExecutionSettings execution) {
    private static final int BATCH_CHECKED = 7;

    /** The outcome. */
    sealed interface Outcome {
        /**
         * The model answers as tested; whoever gets it closes it.
         *
         * @param dependence how its answers depend on the batch, so that each row has a call of its own; empty if they don't
         * @param engine why its trees run as they do; empty if it has none
         * @param batch the most rows in one of its calls, and why
         */
        record Sound(OnnxModel model, Optional<String> dependence, Optional<String> engine, BatchChoice batch)
                implements Outcome {}

        /** The model can't be used, and is closed. */
        record Refused(LoadError error) implements Outcome {}
    }

    /** @param limited whether the model's calls may be too slow */
    Outcome load(Bundle bundle, boolean limited) {
        try {
            var models = new ModelLoader(execution, batch);
            return check(bundle, models.load(bundle.model(), bundle.manifest(), bundle.golden()), limited);
        } catch (NoProviderException e) {
            return refused(Code.PROVIDER_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (ExternalDataException e) {
            return refused(Code.EXTERNAL_DATA, String.valueOf(e.getMessage()));
        } catch (BadModelException e) {
            return refused(Code.BAD_MODEL, String.valueOf(e.getMessage()));
        }
    }

    private Outcome check(Bundle bundle, OnnxModel model, boolean limited) {
        var keep = false;
        try {
            var outcome = outcome(bundle, model, limited);
            keep = outcome instanceof Outcome.Sound;
            return outcome;
        } catch (ScoringException e) {
            return refused(Code.BAD_MODEL, String.valueOf(e.getMessage()));
        } finally {
            if (!keep) {
                model.close();
            }
        }
    }

    private Outcome outcome(Bundle bundle, OnnxModel model, boolean limited) throws ScoringException {
        var golden = new GoldenCheck(model, bundle.golden());
        var unfit = golden.unfit();
        if (!unfit.isEmpty()) {
            return refused(Code.GOLDEN_MISMATCH, String.join("; ", unfit));
        }
        var slow = slow(bundle, model, limited);
        if (slow.isPresent()) {
            return slow.get();
        }
        var dependence = BatchCheck.run(model, bundle.golden(), Math.min(model.batch(), BATCH_CHECKED));
        var problems = golden.problems(model.batch());
        if (!problems.isEmpty()) {
            return refused(Code.GOLDEN_MISMATCH, String.join("; ", problems));
        }
        var engine = engine(bundle, model);
        var choice = BatchChoice.make(model, bundle.golden(), limit.longest());
        return new Outcome.Sound(model, dependence, engine, choice);
    }

    /** Lets the model use its fastest engine, unless its nodes are meant for a device. */
    private Optional<String> engine(Bundle bundle, OnnxModel model) throws ScoringException {
        return execution.engine() == EngineWish.AUTO && model.execution().actual() == ExecutionProvider.CPU
                ? EngineChoice.make(model, bundle.model(), bundle.golden()).words()
                : Optional.empty();
    }

    private Optional<Outcome> slow(Bundle bundle, OnnxModel model, boolean limited) throws ScoringException {
        return limited ? SlowCall.find(model, bundle.golden(), limit.longest()).map(this::tooSlow) : Optional.empty();
    }

    private Outcome tooSlow(SlowCall slow) {
        return refused(
                Code.TOO_SLOW,
                "a call with 1 row takes " + slow.taken().toMillis() + " ms, but the limit is "
                        + limit.longest().toMillis() + " ms, half of " + limit.setting()
                        + ": use a smaller model, or raise that property under kafka.properties");
    }

    private static Outcome refused(Code code, String text) {
        return new Outcome.Refused(new LoadError(code, text));
    }
}
