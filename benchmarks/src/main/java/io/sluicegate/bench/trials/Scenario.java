package io.sluicegate.bench.trials;

import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.pipeline.config.PolicySettings.CanaryPolicy;
import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import java.util.List;

/**
 * One world with one candidate in it.
 *
 * @param positiveDelay windows until a positive's label is known, on average (geometric)
 * @param negativeDelay the same of a negative's
 */
record Scenario(String labels, double positiveDelay, double negativeDelay, CanaryPolicy policy, Quality candidate) {
    static final Quality PRIMARY = new Quality("the primary", 0.02, 0.20);
    static final double POSITIVES = 0.01;
    static final int ROWS_A_WINDOW = 20_000;

    private static final Quality EQUAL = new Quality("as good", 0.02, 0.20);
    private static final Quality TWICE = new Quality("twice as wrong", 0.04, 0.40);
    private static final Quality BETTER = new Quality("half as wrong", 0.01, 0.10);
    private static final Quality NEAR_LIMIT = new Quality("worse by half the limit", 0.025, 0.20);

    private static final OutcomeLimit ALARMS = new OutcomeLimit(ReportedStatistic.FALSE_POSITIVE_RATE, 0.01);
    private static final OutcomeLimit RIGHT = new OutcomeLimit(ReportedStatistic.ACCURACY, 0.01);
    private static final CanaryPolicy PLAIN =
            new CanaryPolicy(List.of(10.0, 50.0), List.of(ALARMS, RIGHT), 100, 96, 0.05);

    private static final CanaryPolicy BY_RECALL = new CanaryPolicy(
            List.of(10.0, 50.0), List.of(new OutcomeLimit(ReportedStatistic.RECALL, 0.1)), 100, 96, 0.05);

    /** What the table shows. */
    static List<Scenario> all() {
        return List.of(
                quickPositives(EQUAL),
                slowPositives(EQUAL),
                quickPositives(TWICE),
                slowPositives(TWICE),
                quickPositives(BETTER),
                quickPositives(NEAR_LIMIT),
                byRecall(EQUAL),
                byRecall(TWICE));
    }

    /** What must hold: a healthy candidate, and one that is twice as wrong. */
    static List<Scenario> promises() {
        return all().subList(0, 4);
    }

    boolean isHealthy() {
        return candidate.falseAlarms() <= PRIMARY.falseAlarms() && candidate.misses() <= PRIMARY.misses();
    }

    boolean isTwiceAsWrong() {
        return candidate.falseAlarms() >= 2 * PRIMARY.falseAlarms() || candidate.misses() >= 2 * PRIMARY.misses();
    }

    private static Scenario quickPositives(Quality candidate) {
        return new Scenario("positives after 1, negatives after 6", 1, 6, PLAIN, candidate);
    }

    private static Scenario slowPositives(Quality candidate) {
        return new Scenario("positives after 12, negatives after 2", 12, 2, PLAIN, candidate);
    }

    /** Only positives are evidence: one row in a hundred. */
    private static Scenario byRecall(Quality candidate) {
        return new Scenario("positives after 1, negatives after 6", 1, 6, BY_RECALL, candidate);
    }
}
