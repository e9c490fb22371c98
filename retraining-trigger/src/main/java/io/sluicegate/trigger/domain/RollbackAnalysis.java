package io.sluicegate.trigger.domain;

import io.sluicegate.platform.config.PolicySettings.OutcomeLimit.Bound;
import io.sluicegate.platform.config.PolicySettings.RollbackPolicy;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.domain.RollbackDecision.GoBack;
import io.sluicegate.trigger.domain.RollbackDecision.Stay;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Goes back when the primary's own outcomes, since it is the primary, are past the limit in enough windows in a row. */
final class RollbackAnalysis {
    private final RollbackPolicy policy;

    RollbackAnalysis(RollbackPolicy policy) {
        this.policy = policy;
    }

    RollbackDecision decide(History history, Rollout rollout, DeployedVersion primary) {
        if (rollout.newest().getPrevious() == null) {
            return new Stay("version %s has no previous version".formatted(primary.getVersion()));
        }
        var reports = history.of(
                DriftScope.OUTCOME, primary.getVersion(), rollout.primarySince().getAt());
        var past = Window.inARow(
                        Window.complete(reports, Set.of()), policy.persistence().outOf())
                .stream()
                .flatMap(window -> window.reports().stream())
                .filter(this::isPast)
                .toList();
        return past.size() >= policy.persistence().windows() ? goBack(past, primary) : new Stay(words(past, primary));
    }

    private RollbackDecision goBack(List<DriftReport> past, DeployedVersion primary) {
        var newest = past.get(past.size() - 1);
        return new GoBack(policy.name(), newest.getCorrelationId(), words(past, primary));
    }

    private String words(List<DriftReport> past, DeployedVersion primary) {
        var values = past.stream()
                .map(report -> String.format(Locale.ROOT, "%.4f", value(report)))
                .toList();
        return String.format(
                Locale.ROOT,
                "%s of version %s was %s %s in %d of the last %d windows, %d needed: %s",
                policy.when().statistic(),
                primary.getVersion(),
                policy.when().bound() == Bound.ABOVE ? "above" : "below",
                policy.when().limit(),
                past.size(),
                policy.persistence().outOf(),
                policy.persistence().windows(),
                values);
    }

    private boolean isPast(DriftReport report) {
        if (report.getVerdict() == Verdict.NO_DATA) {
            return false;
        }
        return policy.when().bound() == Bound.ABOVE
                ? value(report) > policy.when().limit()
                : value(report) < policy.when().limit();
    }

    /** A missing statistic is past no limit. */
    private double value(DriftReport report) {
        return Labelled.value(report, policy.when().statistic()).orElse(Double.NaN);
    }
}
