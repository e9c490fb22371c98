package io.sluicegate.scorer.onnx;

import java.util.stream.IntStream;

/** The warm-up of a model before it decides, so that the first records don't pay for slow first calls. */
public final class WarmUp {
    private static final int ROUNDS = 200;
    private static final long PATIENCE_NANOS = 500_000_000;

    private WarmUp() {}

    /** Runs rows of zeros in batches of all powers of two up to {@code batch}, for half a second at most. */
    public static void run(OnnxModel model, int batch) throws ScoringException {
        var runner = model.runner(batch);
        var zeros = new float[batch * model.manifest().input().features().size()];
        var sizes =
                IntStream.iterate(1, size -> size <= batch, size -> size * 2).toArray();
        var begin = System.nanoTime();
        for (var round = 0; round < ROUNDS && System.nanoTime() - begin < PATIENCE_NANOS; round++) {
            var rows = sizes[round % sizes.length];
            runner.begin().put(zeros, 0, rows * zeros.length / batch);
            var unused = runner.run();
        }
    }
}
