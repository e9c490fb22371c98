package io.sluicegate.trigger.domain;

import io.sluicegate.platform.config.PolicySettings.CanaryPolicy;
import io.sluicegate.platform.config.PolicySettings.OutcomeLimit;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.trigger.domain.CanaryDecision.Inconclusive;
import io.sluicegate.trigger.domain.CanaryDecision.Promote;
import io.sluicegate.trigger.domain.CanaryDecision.Shift;
import io.sluicegate.trigger.domain.CanaryDecision.Wait;
import io.sluicegate.trigger.domain.CanaryDecision.Worse;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges a candidate by its outcomes beside the primary's over the same windows, afresh on each step. It is judged once both
 * have enough labels; a candidate that never gets them goes: missing data is never a pass.
 */
final class CanaryAnalysis {
    private static final double BUCKETS_PER_PERCENT = 100;

    private final CanaryPolicy policy;

    CanaryAnalysis(CanaryPolicy policy) {
        this.policy = policy;
    }

    CanaryDecision decide(History history, Rollout rollout, DeployedVersion primary, DeployedVersion candidate) {
        var began = rollout.step().getAt();
        var comparison = Comparison.of(
                history.of(DriftScope.OUTCOME, candidate.getVersion(), began),
                history.of(DriftScope.OUTCOME, primary.getVersion(), began),
                policy.limits());
        return comparison.hasLabels(policy.minimumLabels())
                ? judge(comparison, rollout.newest(), candidate)
                : missing(comparison, settled(history, comparison, began), candidate);
    }

    private CanaryDecision judge(Comparison comparison, Deployment newest, DeployedVersion candidate) {
        var worse = policy.limits().stream().filter(comparison::isWorse).toList();
        if (!worse.isEmpty()) {
            return new Worse("version %s is worse than the primary: %s"
                    .formatted(candidate.getVersion(), words(comparison, worse)));
        }
        var passed = "version %s passed with %d labels: %s"
                .formatted(candidate.getVersion(), comparison.candidate().labels(), words(comparison, policy.limits()));
        var percent = newest.getCandidateBuckets() / BUCKETS_PER_PERCENT;
        return policy.steps().stream()
                .filter(step -> step > percent)
                .findFirst()
                .<CanaryDecision>map(step -> new Shift(step, passed))
                .orElseGet(() -> new Promote(passed));
    }

    private CanaryDecision missing(Comparison comparison, long settled, DeployedVersion candidate) {
        var labels = "version %s has %d labels and the primary %d in %d windows, %d needed"
                .formatted(
                        candidate.getVersion(),
                        comparison.candidate().labels(),
                        comparison.primary().labels(),
                        settled,
                        policy.minimumLabels());
        return settled < policy.patience() ? new Wait(labels) : new Inconclusive("inconclusive: " + labels);
    }

    /** Windows from which no labels are to be expected any more: both have reported, or a later window has. */
    private static long settled(History history, Comparison comparison, Instant began) {
        var ends = history.since(began).map(DriftReport::getWindowEnd).collect(Collectors.toSet());
        return ends.stream()
                .filter(end -> comparison.windows().contains(end) || isPast(end, ends))
                .count();
    }

    private static boolean isPast(Instant end, Collection<Instant> ends) {
        return ends.stream().anyMatch(end::isBefore);
    }

    private static String words(Comparison comparison, List<OutcomeLimit> limits) {
        return limits.stream().map(comparison::words).collect(Collectors.joining("; "));
    }
}
