package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.Golden;
import java.time.Duration;
import java.util.Optional;

/** A call with one row that always takes a model too long. */
public record SlowCall(Duration taken) {
    private static final int TRIES = 3;

    /**
     * Runs the model on the first of its golden vectors, a few times if it takes longer than {@code longest}. A single run wouldn't do,
     * because the first may be slow.
     */
    public static Optional<SlowCall> find(OnnxModel model, Golden golden, Duration longest) throws ScoringException {
        var vectors = new GoldenRows(model, golden);
        var runner = model.runner(1);
        var shortest = time(runner, vectors);
        for (var i = 1; i < TRIES && shortest.compareTo(longest) > 0; i++) {
            var next = time(runner, vectors);
            shortest = next.compareTo(shortest) < 0 ? next : shortest;
        }
        return shortest.compareTo(longest) > 0 ? Optional.of(new SlowCall(shortest)) : Optional.empty();
    }

    private static Duration time(Runner runner, GoldenRows vectors) throws ScoringException {
        vectors.put(runner, 0, 1);
        var begin = System.nanoTime();
        var unused = runner.run(1);
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
