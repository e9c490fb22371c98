package io.sluicegate.trigger.domain;

import io.sluicegate.platform.config.PolicySettings.OutcomeLimit;
import io.sluicegate.platform.config.PolicySettings.OutcomeLimit.Bound;
import io.sluicegate.records.DriftReport;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Candidate and primary over the same windows: those in which both have labels. */
record Comparison(Labelled candidate, Labelled primary, Set<Instant> windows) {

    static Comparison of(
            Collection<DriftReport> candidate, Collection<DriftReport> primary, Collection<OutcomeLimit> limits) {
        var candidates = byWindow(candidate, limits);
        var primaries = byWindow(primary, limits);
        var both = candidates.keySet().stream().filter(primaries::containsKey).collect(Collectors.toSet());
        return new Comparison(labelled(candidates, both), labelled(primaries, both), both);
    }

    boolean hasLabels(long minimum) {
        return Math.min(candidate.labels(), primary.labels()) >= Math.max(1, minimum);
    }

    boolean isWorse(OutcomeLimit limit) {
        return difference(limit) > limit.limit();
    }

    String words(OutcomeLimit limit) {
        return String.format(
                Locale.ROOT,
                "%s %.4f against %.4f, at most %.4f %s",
                limit.statistic(),
                candidate.mean(limit.statistic()),
                primary.mean(limit.statistic()),
                limit.limit(),
                limit.bound() == Bound.ABOVE ? "above" : "below");
    }

    /** How much worse the candidate is: positive is worse. */
    private double difference(OutcomeLimit limit) {
        var above = candidate.mean(limit.statistic()) - primary.mean(limit.statistic());
        return limit.bound() == Bound.ABOVE ? above : -above;
    }

    private static Map<Instant, DriftReport> byWindow(
            Collection<DriftReport> reports, Collection<OutcomeLimit> limits) {
        return reports.stream()
                .filter(report -> Labelled.hasData(report, limits))
                .collect(Collectors.toMap(DriftReport::getWindowEnd, Function.identity(), (one, next) -> next));
    }

    private static Labelled labelled(Map<Instant, DriftReport> reports, Set<Instant> windows) {
        return new Labelled(
                List.copyOf(windows.stream().sorted().map(reports::get).toList()));
    }
}
