package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PolicySettings.CanaryPolicy;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.trigger.domain.CandidateDecision.Inconclusive;
import io.sluicegate.trigger.domain.CandidateDecision.Promote;
import io.sluicegate.trigger.domain.CandidateDecision.Shift;
import io.sluicegate.trigger.domain.CandidateDecision.Wait;
import io.sluicegate.trigger.domain.CandidateDecision.Worse;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares a candidate's outcomes with the primary's, starting again on each step. It uses only events decided in this step, in windows
 * of the time at which their labels became known, so that both arms' labels have had the same time to arrive.
 *
 * <p>A candidate is worse once there is evidence, for any limit, that it is worse by more than the limit. It has passed once there is
 * evidence, for each limit, that it is worse by less, and both arms have enough labels. A limit of 0 therefore requires the candidate to
 * be better. Otherwise the candidate waits, and is aborted when the policy's patience ends: neither missing data nor doubt is a pass.
 *
 * <p><b>How often it errs.</b> Evidence exceeds E with chance 1/E at most if the opposite is true ({@link TwoArmEvidence}). To be worse
 * in one of L limits on one of S steps needs L·S/error-rate, so a candidate within all limits is found worse with chance error-rate at
 * most in the whole trial. To pass takes 1/error-rate for each limit: a candidate past a limit must be lucky at that limit on each step,
 * so it is promoted with chance error-rate at most.
 */
final class CandidateAnalysis {
    private static final double BUCKETS_PER_PERCENT = 100;

    private final CanaryPolicy policy;
    private final double worseNeeds;
    private final double passNeeds;

    CandidateAnalysis(CanaryPolicy policy) {
        this.policy = policy;
        this.worseNeeds = policy.limits().size() * policy.steps().size() / policy.errorRate();
        this.passNeeds = 1 / policy.errorRate();
    }

    CandidateDecision decide(StepOutcomes step, Arm candidate) {
        var verdicts = policy.limits().stream()
                .map(limit -> LimitVerdict.of(limit, step.blocks(limit)))
                .toList();
        var worse = verdicts.stream().filter(it -> it.worse() >= worseNeeds).toList();
        if (!worse.isEmpty()) {
            return new Worse("version %s is worse than the primary: %s".formatted(candidate.name(), worseWords(worse)));
        }
        return step.labels() >= policy.minimumLabels() && verdicts.stream().allMatch(this::isPassed)
                ? passed(step, verdicts, candidate)
                : undecided(step, verdicts, candidate);
    }

    private boolean isPassed(LimitVerdict verdict) {
        return verdict.hasRows(policy.minimumLabels()) && verdict.noWorse() >= passNeeds;
    }

    private CandidateDecision passed(StepOutcomes step, List<LimitVerdict> verdicts, Arm candidate) {
        var passed =
                "version %s passed with %d labels: %s".formatted(candidate.name(), step.labels(), passWords(verdicts));
        var percent = candidate.buckets() / BUCKETS_PER_PERCENT;
        return policy.steps().stream()
                .filter(next -> next > percent)
                .findFirst()
                .<CandidateDecision>map(next -> new Shift(next, passed))
                .orElseGet(() -> new Promote(passed));
    }

    private CandidateDecision undecided(StepOutcomes step, List<LimitVerdict> verdicts, Arm candidate) {
        var words =
                "after %d windows version %s is neither worse than the primary nor as good, with %d labels, %d needed: %s"
                        .formatted(
                                step.settled().size(),
                                candidate.name(),
                                step.labels(),
                                policy.minimumLabels(),
                                bothWords(verdicts));
        return step.settled().size() < policy.patience() ? new Wait(words) : new Inconclusive("inconclusive: " + words);
    }

    private String worseWords(List<LimitVerdict> verdicts) {
        return verdicts.stream()
                .map(it -> it.words() + " (" + LimitVerdict.evidence(it.worse(), worseNeeds) + ")")
                .collect(Collectors.joining("; "));
    }

    private String passWords(List<LimitVerdict> verdicts) {
        return verdicts.stream()
                .map(it -> it.words() + " (" + LimitVerdict.evidence(it.noWorse(), passNeeds) + ")")
                .collect(Collectors.joining("; "));
    }

    private String bothWords(List<LimitVerdict> verdicts) {
        return verdicts.stream()
                .map(it -> "%s (worse: %s; no worse: %s)"
                        .formatted(
                                it.words(),
                                LimitVerdict.evidence(it.worse(), worseNeeds),
                                LimitVerdict.evidence(it.noWorse(), passNeeds)))
                .collect(Collectors.joining("; "));
    }
}
