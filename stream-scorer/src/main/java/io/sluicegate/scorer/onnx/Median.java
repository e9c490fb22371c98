package io.sluicegate.scorer.onnx;

import java.util.Arrays;

/** The median of measured times, which outliers don't move. */
final class Median {
    private Median() {}

    /** The upper median; sorts the times. */
    static long of(long[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
