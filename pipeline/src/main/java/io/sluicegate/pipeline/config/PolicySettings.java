package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.records.DriftScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The policies: decisions from drift reports, and how a candidate earns its traffic. */
public record PolicySettings(
        List<RetrainPolicy> retrain, Optional<CanaryPolicy> canary, List<RollbackPolicy> rollback) {
    public PolicySettings {
        retrain = List.copyOf(retrain);
        rollback = List.copyOf(rollback);
    }

    /** How many of how many consecutive windows must agree. */
    public record Persistence(int windows, int outOf) {}

    /**
     * A policy that triggers the training of a new version.
     *
     * @param subjects this many reports of the scope must be drifted for a window to count as drifted
     * @param cooldown event time after a trigger in which the policy gives no other
     */
    public record RetrainPolicy(
            String name, DriftScope scope, int subjects, Persistence persistence, Duration cooldown) {}

    /**
     * A bound on a rate of the outcome reports. The statistic determines on which side of the bound the rate is bad.
     *
     * @param statistic a rate
     */
    public record OutcomeLimit(ReportedStatistic statistic, double limit) {
        public OutcomeLimit {
            if (statistic.rate().isEmpty()) {
                throw new IllegalArgumentException(statistic.written() + " is no rate of labels");
            }
        }

        public ReportedStatistic.Rate rate() {
            return statistic.rate().orElseThrow();
        }

        public boolean isAbove() {
            return rate().bad() == ReportedStatistic.Bad.ABOVE;
        }
    }

    /**
     * A policy by which a candidate that answers a trigger earns its traffic.
     *
     * @param steps shares of keys in percent, ascending; after the last one it is promoted
     * @param limits how much worse than the primary the candidate's outcomes may be, absolute difference
     * @param minimumLabels the labels that each side needs, in each limit's own denominator, before a step is passed
     * @param patience windows without a decision after which the trial ends as inconclusive, and the candidate goes
     * @param errorRate bounds the chance that a candidate as good as the primary is found worse over all steps, and the chance that
     *     one worse by more than a limit is promoted
     */
    public record CanaryPolicy(
            List<Double> steps, List<OutcomeLimit> limits, long minimumLabels, int patience, double errorRate) {
        public CanaryPolicy {
            steps = List.copyOf(steps);
            limits = List.copyOf(limits);
        }
    }

    /**
     * A policy that rolls back to the previous version when the deciding version's outcomes are past the limit.
     *
     * @param falseAlarmEvery windows with labels from one false alarm to the next, at least, on average, while the rate is within
     *     the limit
     */
    public record RollbackPolicy(String name, OutcomeLimit when, Persistence persistence, long falseAlarmEvery) {}
}
