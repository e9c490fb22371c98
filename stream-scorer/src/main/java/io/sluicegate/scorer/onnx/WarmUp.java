package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.Golden;
import java.util.stream.IntStream;

/** The warm-up of a model before it decides, so that the first records don't pay for slow first calls. */
public final class WarmUp {
    private static final int ROUNDS = 200;
    private static final long PATIENCE_NANOS = 500_000_000;

    private WarmUp() {}

    /**
     * Runs the golden vectors in batches of all powers of two up to {@code batch}, for half a second at most; on a provider that prepares
     * itself for each number of rows, until each has had its slow first call.
     */
    public static void run(OnnxModel model, Golden golden, int batch) throws ScoringException {
        run(model, golden, batch, PATIENCE_NANOS);
    }

    static void run(OnnxModel model, Golden golden, int batch, long patienceNanos) throws ScoringException {
        var vectors = new GoldenRows(model, golden);
        var runner = model.runner(batch);
        var sizes =
                IntStream.iterate(1, size -> size <= batch, size -> size * 2).toArray();
        var atLeast = model.execution().actual().isSlowAtFirst() ? sizes.length : 0;
        var begin = System.nanoTime();
        for (var round = 0; round < atLeast || isTime(round, begin, patienceNanos); round++) {
            var rows = sizes[round % sizes.length];
            vectors.put(runner, round, round + rows);
            var unused = runner.run(rows);
        }
    }

    private static boolean isTime(int round, long begin, long patienceNanos) {
        return round < ROUNDS && System.nanoTime() - begin < patienceNanos;
    }
}
