package io.sluicegate.scorer.onnx;

import io.sluicegate.scorer.graph.CompiledGraph;
import java.util.Optional;
import java.util.stream.IntStream;

/** The check whether a model's compiled form answers as ONNX Runtime does: to the bit, on every output, alone and in batches. */
final class Agreement {
    /** A batch that no lane divides. */
    private static final int ODD = 7;

    private final OnnxModel model;
    private final CompiledGraph form;
    private final TrialRows rows;

    Agreement(OnnxModel model, CompiledGraph form, TrialRows rows) {
        this.model = model;
        this.form = form;
        this.rows = rows;
    }

    /** The first difference; empty if there is none. */
    Optional<String> difference(int batch) throws ScoringException {
        for (var size :
                IntStream.of(1, ODD, batch).filter(it -> it <= batch).distinct().toArray()) {
            var runtime = model.sessionRunner(size);
            var compiled = model.compiledRunner(form, size);
            for (var from = 0; from < rows.size(); from += size) {
                var difference = difference(runtime, compiled, from, Math.min(size, rows.size() - from));
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> difference(Runner runtime, Runner compiled, int from, int count) throws ScoringException {
        rows.put(runtime, from, from + count);
        rows.put(compiled, from, from + count);
        var expected = runtime.run(count);
        var actual = compiled.run(count);
        for (var row = 0; row < count; row++) {
            if (!expected.json(row).equals(actual.json(row))) {
                return Optional.of("for a row in a batch of " + count + " ONNX Runtime gives " + expected.json(row)
                        + ", the compiled form " + actual.json(row));
            }
        }
        return Optional.empty();
    }
}
