package io.sluicegate.pipeline.catalogue;

import io.sluicegate.records.DriftScope;
import io.sluicegate.records.OutcomeCounts;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The statistics of drift reports. A rate is a share of labelled predictions, made of the four outcome counts with a denominator of
 * its own; policies can bound rates. The other statistics inform, or have their thresholds under {@code drift}.
 */
@SuppressWarnings(
        "ImmutableEnumChecker") // its sets, functions and optionals are immutable, which their types don't say
public enum ReportedStatistic {
    PSI("psi", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION), Set.of(ProfileKind.NUMBERS, ProfileKind.TEXTS)),
    KS("ks", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION), Set.of(ProfileKind.NUMBERS)),
    KS_BOUND("ksBound", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION), Set.of(ProfileKind.NUMBERS)),
    CHI_SQUARED("chiSquared", Set.of(DriftScope.FEATURE), Set.of(ProfileKind.TEXTS)),
    MEAN("mean", Set.of(DriftScope.FEATURE, DriftScope.PREDICTION), Set.of(ProfileKind.NUMBERS)),
    MISSING_RATE(
            "missingRate",
            Set.of(DriftScope.FEATURE, DriftScope.PREDICTION),
            Set.of(ProfileKind.NUMBERS, ProfileKind.TEXTS)),
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
    /** Labels that found their prediction. This rate doesn't concern a single version. */
    COVERAGE("coverage", Set.of(DriftScope.OUTCOME), Set.of());

    /** On which side of a limit a statistic is bad. */
    public enum Bad {
        ABOVE,
        BELOW
    }

    /**
     * The definition of a rate by outcome counts.
     *
     * @param denominator the denominator in words
     * @param failures the bad ones among them: where a rate is bad below its limit, those that it doesn't count
     */
    public record Rate(
            Bad bad, String denominator, ToLongFunction<OutcomeCounts> failures, ToLongFunction<OutcomeCounts> rows) {}

    private final String written;
    private final Set<DriftScope> scopes;
    private final Set<ProfileKind> profiles;
    private final Optional<Rate> rate;

    ReportedStatistic(String written, Set<DriftScope> scopes, Set<ProfileKind> profiles) {
        this.written = written;
        this.scopes = scopes;
        this.profiles = profiles;
        this.rate = Optional.empty();
    }

    ReportedStatistic(String written, Rate rate) {
        this.written = written;
        this.scopes = Set.of(DriftScope.OUTCOME);
        this.profiles = Set.of();
        this.rate = Optional.of(rate);
    }

    /** The name in reports and policies. */
    public String written() {
        return written;
    }

    /** The scopes whose reports have the statistic. */
    public Set<DriftScope> scopes() {
        return scopes;
    }

    /** The profiles against which the statistic is measured; empty if it needs no profile. */
    public Set<ProfileKind> profiles() {
        return profiles;
    }

    /** The statistic's definition by outcome counts; empty if it isn't a rate. */
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
