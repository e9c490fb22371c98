package io.sluicegate.scorer.onnx;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * A comparison of two runners of one model by the time of a call. They take turns, because a machine's other work slows both, and each call
 * has other rows than the one before, because a processor learns the ways of rows that repeat.
 */
final class Race {
    private static final long WARM_UP_NANOS = 150_000_000;
    private static final long MEASURED_NANOS = 150_000_000;
    private static final int LEAST_TURNS = 5;
    private static final int MOST_TURNS = 20_000;

    private final TrialRows rows;
    private final LongSupplier clock;

    /** @param clock nanoseconds since any moment */
    Race(TrialRows rows, LongSupplier clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** The median time of a call of the first runner, divided by that of the second. */
    double ratio(Runner first, Runner second, int batch) throws ScoringException {
        turns(first, second, batch, WARM_UP_NANOS);
        var times = turns(first, second, batch, MEASURED_NANOS);
        return (double) Median.of(times[0]) / Math.max(1, Median.of(times[1]));
    }

    private long[][] turns(Runner first, Runner second, int batch, long nanos) throws ScoringException {
        var times = new long[2][MOST_TURNS];
        var begin = clock.getAsLong();
        var turn = 0;
        while (turn < LEAST_TURNS || (turn < MOST_TURNS && clock.getAsLong() - begin < nanos)) {
            times[0][turn] = time(first, turn, batch);
            times[1][turn] = time(second, turn, batch);
            turn++;
        }
        return new long[][] {Arrays.copyOf(times[0], turn), Arrays.copyOf(times[1], turn)};
    }

    private long time(Runner runner, int turn, int batch) throws ScoringException {
        var from = rows.golden() + turn * batch;
        rows.put(runner, from, from + batch);
        var begin = clock.getAsLong();
        var unused = runner.run(batch);
        return clock.getAsLong() - begin;
    }
}
