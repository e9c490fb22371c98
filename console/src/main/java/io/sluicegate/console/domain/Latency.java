package io.sluicegate.console.domain;

/**
 * How long predictions took, in milliseconds: from the event's append to the prediction's append, by the broker's clock.
 *
 * @param count predictions with the time at which their event was written
 */
public record Latency(long count, long p50, long p95, long p99, long max) {
    /** Nothing measured yet. */
    public static final Latency NONE = new Latency(0, 0, 0, 0, 0);
}
