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
 * this in its own process for the versions that serve, and a {@link VersionProbe} in a child process before, which chooses nothing.
 *
 * @param batch most rows in one call, on providers without a number of their own
 * @param limit how long one call may take
 * @param execution how ONNX Runtime runs the model
 */
record ModelCheck(int batch, CallLimit limit, ExecutionSettings execution) {
    private static final int BATCH_CHECKED = 7;

    /** The purpose of a load. */
    enum Purpose {
        /** To see whether a process survives the model: it runs with each number of rows, and neither rows nor engines are raced. */
        PROBE,
        /** To serve. */
        SERVE,
        /** To serve as it has served before: it isn't too slow. */
        SERVE_AGAIN
    }

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

    Outcome load(Bundle bundle, Purpose purpose) {
        try {
            var models = new ModelLoader(execution, batch);
            return check(bundle, models.load(bundle.model(), bundle.manifest(), bundle.golden()), purpose);
        } catch (NoProviderException e) {
            return refused(Code.PROVIDER_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (ExternalDataException e) {
            return refused(Code.EXTERNAL_DATA, String.valueOf(e.getMessage()));
        } catch (BadModelException e) {
            return refused(Code.BAD_MODEL, String.valueOf(e.getMessage()));
        }
    }

    private Outcome check(Bundle bundle, OnnxModel model, Purpose purpose) {
        var keep = false;
        try {
            var outcome = outcome(bundle, model, purpose);
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

    private Outcome outcome(Bundle bundle, OnnxModel model, Purpose purpose) throws ScoringException {
        var golden = new GoldenCheck(model, bundle.golden());
        var unfit = golden.unfit();
        if (!unfit.isEmpty()) {
            return refused(Code.GOLDEN_MISMATCH, String.join("; ", unfit));
        }
        var slow = purpose == Purpose.SERVE_AGAIN ? Optional.<Outcome>empty() : slow(bundle, model);
        if (slow.isPresent()) {
            return slow.get();
        }
        var dependence = BatchCheck.run(model, bundle.golden(), Math.min(model.batch(), BATCH_CHECKED));
        var problems = golden.problems(model.batch());
        if (!problems.isEmpty()) {
            return refused(Code.GOLDEN_MISMATCH, String.join("; ", problems));
        }
        return purpose == Purpose.PROBE
                ? new Outcome.Sound(model, dependence, Optional.empty(), unmeasured(bundle, model))
                : new Outcome.Sound(model, dependence, engine(bundle, model), batch(bundle, model));
    }

    /** ONNX Runtime has the large batches here, since only its code could take the process down. */
    private BatchChoice unmeasured(Bundle bundle, OnnxModel model) throws ScoringException {
        if (mayCompile(model)) {
            EngineChoice.compare(model, bundle.model(), bundle.golden());
        }
        return BatchChoice.ofFirstCalls(model, bundle.golden(), limit.longest());
    }

    private BatchChoice batch(Bundle bundle, OnnxModel model) throws ScoringException {
        return BatchChoice.make(model, bundle.golden(), limit.longest());
    }

    /** Lets the model use its fastest engine. */
    private Optional<String> engine(Bundle bundle, OnnxModel model) throws ScoringException {
        return mayCompile(model)
                ? EngineChoice.make(model, bundle.model(), bundle.golden()).words()
                : Optional.empty();
    }

    /** Whether the model may use another engine than ONNX Runtime: not if its nodes are meant for a device. */
    private boolean mayCompile(OnnxModel model) {
        return execution.engine() == EngineWish.AUTO && model.execution().actual() == ExecutionProvider.CPU;
    }

    private Optional<Outcome> slow(Bundle bundle, OnnxModel model) throws ScoringException {
        return SlowCall.find(model, bundle.golden(), limit.longest()).map(this::tooSlow);
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
