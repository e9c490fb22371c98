package io.sluicegate.console.domain;

/**
 * How long predictions took, in milliseconds: from the broker's writing of the event to its writing of the prediction.
 *
 * @param count predictions that say when their event was written
 */
public record Latency(long count, long p50, long p95, long p99, long max) {
    /** Nothing measured yet. */
    public static final Latency NONE = new Latency(0, 0, 0, 0, 0);
}
