package io.sluicegate.launcher.demo;

import io.sluicegate.console.PipelineView;
import io.sluicegate.console.domain.Fact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long it takes from an event's append until a reader of committed records has its prediction: what counts for an application that
 * waits for the answer. The console's own figures end when the prediction is written, which is before it can be read.
 */
final class SeenLatency implements AutoCloseable {
    /** The bar of card fraud, in ms. */
    static final int BAR = 50;

    private static final int DIGITS = 2;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    private final Histogram histogram = new ConcurrentHistogram(DIGITS);
    private final InstantSource clock;
    private final Instant from;
    private final PipelineView.Listening listening;

    /** Measures from now on. */
    SeenLatency(PipelineView view, InstantSource clock) {
        this.clock = clock;
        this.from = clock.instant();
        this.listening = view.listen(this::see);
    }

    /** Events from before the measurement don't count: they may have waited in a burst. */
    private void see(Fact fact) {
        if (fact instanceof Fact.Predicted predicted) {
            predicted
                    .ingested()
                    .filter(from::isBefore)
                    .ifPresent(ingested -> histogram.recordValue(
                            Math.max(0, clock.instant().toEpochMilli() - ingested.toEpochMilli())));
        }
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "from event to committed prediction p50 %d ms, p99 %d ms; the bar for card fraud is %d ms",
                histogram.getValueAtPercentile(MEDIAN),
                histogram.getValueAtPercentile(P99),
                BAR);
    }

    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("committedP50Ms", histogram.getValueAtPercentile(MEDIAN));
        figures.put("committedP99Ms", histogram.getValueAtPercentile(P99));
        return figures;
    }

    @Override
    public void close() {
        listening.close();
    }
}
