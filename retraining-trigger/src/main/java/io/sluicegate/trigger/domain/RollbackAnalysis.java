package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.pipeline.config.PolicySettings.RollbackPolicy;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.domain.RollbackDecision.GoBack;
import io.sluicegate.trigger.domain.RollbackDecision.Stay;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rolls the primary back if its own outcomes, since it became the primary, are past the limit in enough windows in a row, and there is
 * enough evidence that chance isn't the cause.
 */
final class RollbackAnalysis {
    private final RollbackPolicy policy;
    private final OutcomeLimit limit;
    private final RateDetector detector;

    RollbackAnalysis(RollbackPolicy policy) {
        this.policy = policy;
        this.limit = policy.when();
        this.detector = new RateDetector(limit.isAbove() ? limit.limit() : 1 - limit.limit());
    }

    RollbackDecision decide(History history, Rollout rollout, Arm primary) {
        return obstacle(rollout.inForce(), primary)
                .<RollbackDecision>map(Stay::new)
                .orElseGet(() -> judge(history, rollout, primary));
    }

    private static Optional<String> obstacle(DeploymentView inForce, Arm primary) {
        return inForce.goingBackTo()
                .map(target -> "a rollback to version %s is being prepared".formatted(target.getVersion()))
                .or(() -> inForce.wayBack().isEmpty()
                        ? Optional.of("version %s has no previous version".formatted(primary.name()))
                        : Optional.empty());
    }

    private RollbackDecision judge(History history, Rollout rollout, Arm primary) {
        var reports = history.outcomesSince(
                primary.name(), DeploymentView.of(rollout.primarySince()).tenure());
        var windows = Window.complete(reports, Set.of());
        var past = Window.inARow(windows, policy.persistence().outOf()).stream()
                .filter(this::isPast)
                .toList();
        var evidence = detector.above(windows.stream().map(this::rate).toList());
        return past.size() >= policy.persistence().windows() && evidence >= policy.falseAlarmEvery()
                ? goBack(
                        past, evidence, primary, windows.get(windows.size() - 1).end())
                : new Stay(words(past, evidence, primary));
    }

    private RollbackDecision goBack(List<Window> past, double evidence, Arm primary, Instant window) {
        var newest = past.get(past.size() - 1).reports().get(0);
        return new GoBack(policy.name(), newest.getCorrelationId(), words(past, evidence, primary), window);
    }

    private String words(List<Window> past, double evidence, Arm primary) {
        return String.format(
                Locale.ROOT,
                "%s of version %s was %s %s in %d of the last %d windows, %d needed: %s; %s",
                limit.statistic().written(),
                primary.name(),
                limit.isAbove() ? "above" : "below",
                limit.limit(),
                past.size(),
                policy.persistence().outOf(),
                policy.persistence().windows(),
                past.stream().map(this::words).toList(),
                LimitVerdict.evidence(evidence, (double) policy.falseAlarmEvery()));
    }

    private String words(Window window) {
        var rate = rate(window);
        return String.format(
                Locale.ROOT,
                "%.4f of %d %s",
                rate.value(limit),
                rate.rows(),
                limit.rate().denominator());
    }

    /** A window with too few labels, or without the statistic's denominator, is not past the limit. */
    private boolean isPast(Window window) {
        var value = rate(window).value(limit);
        return window.reports().stream().anyMatch(RollbackAnalysis::hasData)
                && (limit.isAbove() ? value > limit.limit() : value < limit.limit());
    }

    private static boolean hasData(DriftReport report) {
        return report.getVerdict() == Verdict.HEALTHY || report.getVerdict() == Verdict.DRIFTED;
    }

    private Rate rate(Window window) {
        return Rate.of(limit, window.reports());
    }
}
