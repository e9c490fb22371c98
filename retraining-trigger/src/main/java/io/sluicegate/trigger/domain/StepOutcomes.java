package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.records.DriftReport;
import io.sluicegate.trigger.domain.TwoArmEvidence.Block;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What both arms did with the events that were decided in the present step.
 *
 * @param primary the primary's reports by the end of their window
 * @param candidate the candidate's
 * @param settled the windows that will bring no more: both arms have reported, or somebody has reported a later window
 */
record StepOutcomes(
        NavigableMap<Instant, List<DriftReport>> primary,
        NavigableMap<Instant, List<DriftReport>> candidate,
        NavigableSet<Instant> settled) {
    /** Accuracy's denominator is all labels. */
    private static final OutcomeLimit ALL = new OutcomeLimit(ReportedStatistic.ACCURACY, 0);

    static StepOutcomes of(History history, Rollout rollout, Arm primary, Arm candidate) {
        long tenure = candidate.tenure().id();
        var primaries = byWindow(history.outcomes(primary.name(), tenure));
        var candidates = byWindow(history.outcomes(candidate.name(), tenure));
        var both = primaries.keySet().stream().filter(candidates::containsKey).collect(Collectors.toSet());
        return new StepOutcomes(
                primaries, candidates, settled(history.ends(rollout.step().getAt()), both));
    }

    /** One for each window of label time. */
    List<Block> blocks(OutcomeLimit limit) {
        var ends = new TreeSet<>(primary.keySet());
        ends.addAll(candidate.keySet());
        return ends.stream()
                .map(end -> new Block(
                        Rate.of(limit, primary.getOrDefault(end, List.of())),
                        Rate.of(limit, candidate.getOrDefault(end, List.of()))))
                .toList();
    }

    /** Of the arm that has fewer. */
    long labels() {
        return Math.min(labels(primary), labels(candidate));
    }

    private static long labels(NavigableMap<Instant, List<DriftReport>> arm) {
        return Rate.of(ALL, arm.values().stream().flatMap(Collection::stream).toList())
                .rows();
    }

    /** The newest window that will bring no more. */
    Instant until() {
        return settled.isEmpty() ? Instant.EPOCH : settled.last();
    }

    private static NavigableSet<Instant> settled(NavigableSet<Instant> ends, Set<Instant> both) {
        return ends.stream()
                .filter(end -> both.contains(end) || !end.equals(ends.last()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static NavigableMap<Instant, List<DriftReport>> byWindow(Collection<DriftReport> reports) {
        return reports.stream()
                .collect(Collectors.groupingBy(DriftReport::getWindowEnd, TreeMap::new, Collectors.toList()));
    }
}
