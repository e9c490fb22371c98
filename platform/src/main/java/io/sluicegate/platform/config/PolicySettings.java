package io.sluicegate.platform.config;

import io.sluicegate.records.DriftScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is decided from drift reports, and how a challenger earns its traffic. */
public record PolicySettings(
        List<RetrainPolicy> retrain, Optional<CanaryPolicy> canary, List<RollbackPolicy> rollback) {
    public PolicySettings {
        retrain = List.copyOf(retrain);
        rollback = List.copyOf(rollback);
    }

    /** So many of so many windows in a row must agree. */
    public record Persistence(int windows, int outOf) {}

    /**
     * Asks for a new version.
     *
     * @param subjects this many reports of the scope must be drifted for a window to count as drifted
     * @param cooldown event time after a trigger in which the policy gives no other
     */
    public record RetrainPolicy(
            String name, DriftScope scope, int subjects, Persistence persistence, Duration cooldown) {}

    /** A number of the outcome reports, and on which side of the limit it is bad. */
    public record OutcomeLimit(String statistic, Bound bound, double limit) {
        /** On which side of the limit it is bad. */
        public enum Bound {
            ABOVE,
            BELOW
        }
    }

    /**
     * How a challenger that answers a trigger earns its traffic.
     *
     * @param steps shares of keys in percent, ascending; after the last one it is promoted
     * @param limits how much worse than the primary the candidate's outcomes may be, absolute difference
     * @param minimumLabels labels the candidate needs on each step before it is judged
     * @param patience windows without enough labels after which the trial ends as inconclusive, and the candidate goes
     */
    public record CanaryPolicy(List<Double> steps, List<OutcomeLimit> limits, long minimumLabels, int patience) {
        public CanaryPolicy {
            steps = List.copyOf(steps);
            limits = List.copyOf(limits);
        }
    }

    /** Goes back to the previous version when the deciding version's outcomes are past the limit. */
    public record RollbackPolicy(String name, OutcomeLimit when, Persistence persistence) {}
}
