package io.sluicegate.console.domain;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Latencies since the beginning, and those of the last ten to twenty seconds. */
final class LatencyFold {
    private static final long SPAN_MILLIS = 10_000;
    private static final long HIGHEST = Duration.ofHours(1).toMillis();

    private final Histogram overall = histogram();
    private Histogram current = histogram();
    private Histogram before = histogram();
    private long span = Long.MIN_VALUE;

    void record(long millis, long atMillis) {
        turnTo(atMillis);
        var bounded = Math.min(Math.max(millis, 0), HIGHEST);
        overall.recordValue(bounded);
        current.recordValue(bounded);
    }

    Latency overall() {
        return latency(overall);
    }

    Latency recent(long nowMillis) {
        turnTo(nowMillis);
        var both = current.copy();
        both.add(before);
        return latency(both);
    }

    private void turnTo(long millis) {
        var next = Math.floorDiv(millis, SPAN_MILLIS);
        if (next <= span) {
            return;
        }
        var emptied = before;
        before = current;
        current = emptied;
        current.reset();
        if (next > span + 1) {
            before.reset();
        }
        span = next;
    }

    private static Histogram histogram() {
        return new Histogram(1, HIGHEST, 2);
    }

    private static Latency latency(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? Latency.NONE
                : new Latency(
                        histogram.getTotalCount(),
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(95),
                        histogram.getValueAtPercentile(99),
                        histogram.getMaxValue());
    }
}
