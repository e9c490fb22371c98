package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.Golden;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.graph.CompiledGraph;
import io.sluicegate.scorer.trees.NotCompilable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The choice of the engine that is to run a model of trees. Its compiled form is chosen where it gives the same bits as ONNX Runtime on the
 * golden vectors and on made-up rows, and is faster both with one row and with the most rows of a call. So an answer never tells which
 * engine gave it, and a machine on which another engine is faster gives the same answers.
 *
 * @param engine what is to run the model
 * @param words why; empty for a model without trees
 */
public record EngineChoice(Engine engine, Optional<String> words) {
    private static final int ROWS = 512;
    private static final EngineChoice WITHOUT_TREES = new EngineChoice(Engine.ONNX_RUNTIME, Optional.empty());

    /** The times of ONNX Runtime and a compiled form. */
    interface Times {
        /** How many times as fast the compiled form is in calls of so many rows. */
        double ratio(Runner runtime, Runner compiled, int rows) throws ScoringException;
    }

    /**
     * Chooses the engine and lets the model use it. Takes well under a second, most of it to measure.
     *
     * @param file the file that the model was loaded from
     */
    public static EngineChoice make(OnnxModel model, Path file, Golden golden) throws ScoringException {
        return make(model, file, golden, Optional.empty());
    }

    /**
     * Compiles the model's trees and compares their answers with those of ONNX Runtime, as {@link #make} does, but measures nothing. The model
     * stays with ONNX Runtime.
     *
     * @param file the file that the model was loaded from
     */
    public static void compare(OnnxModel model, Path file, Golden golden) throws ScoringException {
        var unused = make(model, file, golden, (runtime, compiled, rows) -> 0);
    }

    static EngineChoice make(OnnxModel model, Path file, Golden golden, Times times) throws ScoringException {
        return make(model, file, golden, Optional.of(times));
    }

    private static EngineChoice make(OnnxModel model, Path file, Golden golden, Optional<Times> times)
            throws ScoringException {
        try {
            if (!Compilation.isWorthATry(file)) {
                return WITHOUT_TREES;
            }
            var form = model.compile(file);
            var rows = new TrialRows(model, golden, form.ensembles(), ROWS);
            var choice = choose(model, form, rows, times.orElseGet(() -> new Race(rows, System::nanoTime)::ratio));
            if (choice.engine == Engine.COMPILED_TREES) {
                model.use(form);
            }
            return choice;
        } catch (NotCompilable e) {
            return runtime("its trees have no compiled form: " + e.getMessage());
        } catch (IOException e) {
            return runtime("its file can't be read: " + e.getMessage());
        }
    }

    private static EngineChoice choose(OnnxModel model, CompiledGraph form, TrialRows rows, Times times)
            throws ScoringException {
        var batch = model.isOneByOne() ? 1 : model.batch();
        var difference = new Agreement(model, form, rows).difference(batch);
        if (difference.isPresent()) {
            return runtime("the compiled trees answer otherwise: " + difference.get());
        }
        var words = new StringBuilder();
        for (var size : IntStream.of(1, batch).distinct().toArray()) {
            var ratio = times.ratio(model.sessionRunner(size), model.compiledRunner(form, size), size);
            words.append(String.format(
                    Locale.ROOT, "%s%.1f times as fast with %d", words.isEmpty() ? "" : ", ", ratio, size));
            if (ratio <= 1) {
                return runtime("the compiled trees aren't faster here: " + words + " rows in a call");
            }
        }
        return new EngineChoice(Engine.COMPILED_TREES, Optional.of(form + ": " + words + " rows in a call"));
    }

    private static EngineChoice runtime(String words) {
        return new EngineChoice(Engine.ONNX_RUNTIME, Optional.of(words));
    }

    /** Lets the model use its compiled form, whether it is faster or not; false if it has none. */
    public static boolean compile(OnnxModel model, Path file) {
        try {
            model.use(model.compile(file));
            return true;
        } catch (NotCompilable | IOException e) {
            return false;
        }
    }
}
