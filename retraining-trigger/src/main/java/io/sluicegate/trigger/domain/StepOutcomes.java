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
 * The outcomes of both arms on the events decided in the present step.
 *
 * @param primary the primary's reports by the end of their window
 * @param candidate the candidate's reports by the end of their window
 * @param settled the complete windows: both arms have reported, or there is a report for a later window
 */
record StepOutcomes(
        NavigableMap<Instant, List<DriftReport>> primary,
        NavigableMap<Instant, List<DriftReport>> candidate,
        NavigableSet<Instant> settled) {
    /** A limit whose denominator is all labels. */
    private static final OutcomeLimit ALL = new OutcomeLimit(ReportedStatistic.ACCURACY, 0);

    static StepOutcomes of(History history, Rollout rollout, Arm primary, Arm candidate) {
        long tenure = candidate.tenure().id();
        var primaries = byWindow(history.outcomes(primary.name(), tenure));
        var candidates = byWindow(history.outcomes(candidate.name(), tenure));
        var both = primaries.keySet().stream().filter(candidates::containsKey).collect(Collectors.toSet());
        return new StepOutcomes(
                primaries, candidates, settled(history.ends(rollout.step().getAt()), both));
    }

    /** The counts of both arms, one block for each window of label time. */
    List<Block> blocks(OutcomeLimit limit) {
        var ends = new TreeSet<>(primary.keySet());
        ends.addAll(candidate.keySet());
        return ends.stream()
                .map(end -> new Block(
                        Rate.of(limit, primary.getOrDefault(end, List.of())),
                        Rate.of(limit, candidate.getOrDefault(end, List.of()))))
                .toList();
    }

    /** The labels of the arm with fewer labels. */
    long labels() {
        return Math.min(labels(primary), labels(candidate));
    }

    private static long labels(NavigableMap<Instant, List<DriftReport>> arm) {
        return Rate.of(ALL, arm.values().stream().flatMap(Collection::stream).toList())
                .rows();
    }

    /** The end of the newest complete window. */
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
