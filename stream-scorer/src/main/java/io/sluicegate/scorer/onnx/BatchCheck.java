package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.Golden;
import java.util.Optional;

/** The check whether a row's answer depends on the other rows of its call: a model's golden vectors, alone and together. */
public final class BatchCheck {
    /** What the order of additions may change: far more than that of float32 in a large model. */
    private static final double ROUNDING = 1e-4;

    private BatchCheck() {}

    /**
     * Lets the model run row by row if its answers depend on the batch.
     *
     * @return what differs; empty if nothing does
     */
    public static Optional<String> run(OnnxModel model, Golden golden, int batch) throws ScoringException {
        var rows = new GoldenRows(model, golden);
        var difference = difference(model, rows, Math.max(golden.tolerance(), ROUNDING), batch);
        difference.ifPresent(any -> model.runOneByOne());
        return difference;
    }

    private static Optional<String> difference(OnnxModel model, GoldenRows rows, double tolerance, int batch)
            throws ScoringException {
        var alone = model.runner(batch, true);
        rows.put(alone, 0, batch);
        var expected = alone.run(batch); // fails if the model can't run at all
        var together = model.runner(batch, false);
        rows.put(together, 0, batch);
        try {
            var actual = together.run(batch);
            for (var row = 0; row < batch; row++) {
                if (!expected.equal(row, actual, row, tolerance)) {
                    return Optional.of("row " + row + " of " + batch + " gives "
                            + abridged(actual.json(row).toString()) + ", alone it gives "
                            + abridged(expected.json(row).toString()));
                }
            }
            return Optional.empty();
        } catch (ScoringException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String abridged(String text) {
        return text.length() <= 200 ? text : text.substring(0, 197) + "...";
    }
}
