package io.sluicegate.bench.scoring;

import org.HdrHistogram.Histogram;

/** The time from a record's scheduled sending until a reader of committed records has its prediction. */
public record Latency(double rate, double p50Ms, double p95Ms, double p99Ms) {
    private static final double MICROS = 1000;

    /** @param micros one value a record */
    static Latency of(double rate, Histogram micros) {
        return new Latency(
                rate,
                micros.getValueAtPercentile(50) / MICROS,
                micros.getValueAtPercentile(95) / MICROS,
                micros.getValueAtPercentile(99) / MICROS);
    }
}
