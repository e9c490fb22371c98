package io.sluicegate.bench.scoring;

import java.util.Arrays;

/**
 * The part of a run over a backlog that counts: until then the JVM compiles, on the processors that the run needs, and at the end
 * some partitions are done before others.
 *
 * @param records how many were appended in it
 */
public record Section(double fromMs, double toMs, long records) {
    private static final double FROM = 0.7;
    private static final double TO = 0.95;

    /** @param appended when each record was appended, in milliseconds since the epoch, in any order */
    public static Section of(long[] appended) {
        var sorted = appended.clone();
        Arrays.sort(sorted);
        int first = (int) (sorted.length * FROM);
        int last = (int) (sorted.length * TO);
        return new Section(sorted[first], Math.max(sorted[last], sorted[first] + 1), last - first);
    }

    public double perSecond() {
        return records * 1000.0 / (toMs - fromMs);
    }
}
