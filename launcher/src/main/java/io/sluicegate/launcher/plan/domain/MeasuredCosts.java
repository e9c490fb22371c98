package io.sluicegate.launcher.plan.domain;

import java.util.List;

/**
 * The measurements that a plan rests on.
 *
 * @param machine where they were taken
 * @param eventBytes bytes of an event in the log
 * @param brokerMicros processor time of a broker an event
 * @param enricher of the enricher
 * @param scorer of the scorer, without its model
 * @param detector of the drift detector
 * @param latencies by setting, the calmest first
 */
public record MeasuredCosts(
        String machine,
        double eventBytes,
        double brokerMicros,
        StageCosts enricher,
        StageCosts scorer,
        StageCosts detector,
        List<Latency> latencies) {

    /**
     * The 99th percentile from an event to its prediction under a latency setting, with the example's model.
     *
     * @param rate events a second at which it was measured
     */
    public record Latency(String setting, int rate, double p99Ms) {}
}
