package io.sluicegate.scorer.onnx;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/** A call of a model that always takes too long. */
public record SlowCall(int rows, Duration taken) {
    private static final int TRIES = 3;
    private static final int STEP = 4;

    /**
     * Calls the model with growing batches of zeros, from one row up to {@code batch}, and stops at the first number of rows with
     * which each of a few calls takes longer than {@code longest}. A single call wouldn't do, because the first may be slow.
     */
    public static Optional<SlowCall> find(OnnxModel model, int batch, Duration longest) throws ScoringException {
        var runner = model.runner(batch);
        var columns = model.manifest().input().features().size();
        var sizes = IntStream.concat(
                        IntStream.iterate(1, size -> size < batch, size -> size * STEP), IntStream.of(batch))
                .toArray();
        for (var rows : sizes) {
            var taken = shortest(runner, new float[rows * columns], longest);
            if (taken.compareTo(longest) > 0) {
                return Optional.of(new SlowCall(rows, taken));
            }
        }
        return Optional.empty();
    }

    /** The shortest time of a few calls, or the first time that is short enough. */
    private static Duration shortest(Runner runner, float[] zeros, Duration longest) throws ScoringException {
        var shortest = time(runner, zeros);
        for (var i = 1; i < TRIES && shortest.compareTo(longest) > 0; i++) {
            var next = time(runner, zeros);
            shortest = next.compareTo(shortest) < 0 ? next : shortest;
        }
        return shortest;
    }

    private static Duration time(Runner runner, float[] zeros) throws ScoringException {
        runner.begin().put(zeros);
        var begin = System.nanoTime();
        var unused = runner.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
