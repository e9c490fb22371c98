package io.sluicegate.pipeline.catalogue;

import io.sluicegate.records.DriftScope;
import io.sluicegate.records.OutcomeCounts;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The statistics of drift reports. A rate is a share of labelled predictions: it is made of the four outcome counts, each rate
 * has a denominator of its own, and policies can bound it. The others inform, or have their thresholds under {@code drift}.
 */
@SuppressWarnings(
        "ImmutableEnumChecker") // its sets, functions and optionals are immutable, which their types don't say
public enum ReportedStatistic {
    PSI("psi", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION)),
    KS("ks", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION)),
    KS_BOUND("ksBound", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION)),
    MEAN("mean", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION)),
    MISSING_RATE("missingRate", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION)),
    /** Right answers among all labels. */
    ACCURACY(
            "accuracy",
            new Rate(
                    Bad.BELOW,
                    "labels",
                    counts -> counts.getFalsePositives() + counts.getFalseNegatives(),
                    counts -> negatives(counts) + positives(counts))),
    /** False alarms among the negatives. */
    FALSE_POSITIVE_RATE(
            "falsePositiveRate",
            new Rate(Bad.ABOVE, "labelled negatives", OutcomeCounts::getFalsePositives, ReportedStatistic::negatives)),
    /** Found positives among the positives. */
    RECALL(
            "recall",
            new Rate(Bad.BELOW, "labelled positives", OutcomeCounts::getFalseNegatives, ReportedStatistic::positives)),
    /** Right alarms among the alarms. */
    PRECISION(
            "precision",
            new Rate(
                    Bad.BELOW,
                    "labelled alarms",
                    OutcomeCounts::getFalsePositives,
                    counts -> counts.getTruePositives() + counts.getFalsePositives())),
    /** Labels that found their prediction. It says nothing of one version. */
    COVERAGE("coverage", Set.of(DriftScope.OUTCOME));

    /** On which side of a limit a statistic is bad. */
    public enum Bad {
        ABOVE,
        BELOW
    }

    /**
     * How a rate is made of outcome counts.
     *
     * @param denominator what it is a share of, in words
     * @param failures the bad ones among them: where a rate is bad below its limit, those that it doesn't count
     */
    public record Rate(
            Bad bad, String denominator, ToLongFunction<OutcomeCounts> failures, ToLongFunction<OutcomeCounts> rows) {}

    private final String written;
    private final Set<DriftScope> scopes;
    private final Optional<Rate> rate;

    ReportedStatistic(String written, Set<DriftScope> scopes) {
        this.written = written;
        this.scopes = scopes;
        this.rate = Optional.empty();
    }

    ReportedStatistic(String written, Rate rate) {
        this.written = written;
        this.scopes = Set.of(DriftScope.OUTCOME);
        this.rate = Optional.of(rate);
    }

    /** The name in reports and policies. */
    public String written() {
        return written;
    }

    /** The scopes whose reports have it. */
    public Set<DriftScope> scopes() {
        return scopes;
    }

    /** How it is made of outcome counts; empty where it isn't. */
    public Optional<Rate> rate() {
        return rate;
    }

    public static Optional<ReportedStatistic> named(String name) {
        return Arrays.stream(values())
                .filter(statistic -> statistic.written.equals(name))
                .findFirst();
    }

    private static long positives(OutcomeCounts counts) {
        return counts.getTruePositives() + counts.getFalseNegatives();
    }

    private static long negatives(OutcomeCounts counts) {
        return counts.getTrueNegatives() + counts.getFalsePositives();
    }
}
