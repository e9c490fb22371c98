package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.Golden;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/** A batch that always takes a model too long. */
public record SlowCall(int rows, Duration taken) {
    private static final int TRIES = 3;
    private static final int STEP = 4;

    /**
     * Runs the model on growing batches of its golden vectors, from one row up to {@code batch}, and stops at the first number of rows
     * with which each of a few runs takes longer than {@code longest}. A single run wouldn't do, because the first may be slow.
     */
    public static Optional<SlowCall> find(OnnxModel model, Golden golden, int batch, Duration longest)
            throws ScoringException {
        var vectors = new GoldenRows(model, golden);
        var runner = model.runner(batch);
        var sizes = IntStream.concat(
                        IntStream.iterate(1, size -> size < batch, size -> size * STEP), IntStream.of(batch))
                .toArray();
        for (var rows : sizes) {
            var taken = shortest(runner, vectors, rows, longest);
            if (taken.compareTo(longest) > 0) {
                return Optional.of(new SlowCall(rows, taken));
            }
        }
        return Optional.empty();
    }

    /** The shortest time of a few runs, or the first time that is short enough. */
    private static Duration shortest(Runner runner, GoldenRows vectors, int rows, Duration longest)
            throws ScoringException {
        var shortest = time(runner, vectors, rows);
        for (var i = 1; i < TRIES && shortest.compareTo(longest) > 0; i++) {
            var next = time(runner, vectors, rows);
            shortest = next.compareTo(shortest) < 0 ? next : shortest;
        }
        return shortest;
    }

    private static Duration time(Runner runner, GoldenRows vectors, int rows) throws ScoringException {
        vectors.put(runner, 0, rows);
        var begin = System.nanoTime();
        var unused = runner.run(rows);
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
