package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PolicySettings.CanaryPolicy;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.trigger.domain.CandidateDecision.Inconclusive;
import io.sluicegate.trigger.domain.CandidateDecision.Promote;
import io.sluicegate.trigger.domain.CandidateDecision.Shift;
import io.sluicegate.trigger.domain.CandidateDecision.Start;
import io.sluicegate.trigger.domain.CandidateDecision.Worse;
import io.sluicegate.trigger.domain.Commands.Content;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads a candidate from the registration that answers a trigger to its promotion or its end. Leaves a trial to the operator once the
 * operator has taken the newest step.
 */
final class CandidateProgress {
    private final TriggerSettings settings;
    private final CanaryPolicy policy;
    private final Commands commands;

    CandidateProgress(TriggerSettings settings, CanaryPolicy policy, Commands commands) {
        this.settings = settings;
        this.policy = policy;
        this.commands = commands;
    }

    Optional<Wish> decide(Facts facts, Rollout rollout, Instant now) {
        return judge(facts, rollout, now).or(() -> start(facts, rollout, now));
    }

    private Optional<Wish> judge(Facts facts, Rollout rollout, Instant now) {
        if (rollout.newest().getPaused() || !commands.caused(rollout.step())) {
            return Optional.empty();
        }
        return rollout.inForce().candidate().flatMap(candidate -> judge(facts, rollout, candidate, now));
    }

    private Optional<Wish> judge(Facts facts, Rollout rollout, Arm candidate, Instant now) {
        var primary = rollout.inForce().primary().orElseThrow();
        var step = StepOutcomes.of(facts.history(), rollout, primary, candidate);
        var trial = new Subject(candidate.name(), rollout.step().getCorrelationId(), step.until());
        return facts.asked().mayChallenge(step.until())
                ? send(new CandidateAnalysis(policy).decide(step, candidate), trial, rollout.newest(), now)
                : Optional.empty();
    }

    private Optional<Wish> start(Facts facts, Rollout rollout, Instant now) {
        var window = facts.history().eventTime().orElse(Instant.EPOCH);
        return facts.retraining()
                .answer()
                .filter(candidate -> facts.asked().mayChallenge(window))
                .flatMap(candidate -> send(
                        new CandidateStart(settings, policy.steps().get(0)).decide(candidate, rollout),
                        new Subject(candidate.getVersion(), candidate.getCorrelationId(), window),
                        rollout.newest(),
                        now));
    }

    /** The version that a command changes, and the window behind the command. */
    private record Subject(String version, String correlationId, Instant window) {
        private Content content(Order order, String reason) {
            return new Content(order.kind(), version, order.percent(), reason, correlationId, window);
        }
    }

    private Optional<Wish> send(CandidateDecision decision, Subject subject, Deployment newest, Instant now) {
        return order(decision)
                .map(order -> new Send(
                        commands.command(subject.content(order, decision.reason()), newest, now),
                        order.verdict(),
                        subject.window()));
    }

    private record Order(CommandKind kind, @Nullable Double percent, String verdict) {}

    private static Optional<Order> order(CandidateDecision decision) {
        if (decision instanceof Start start) {
            return Optional.of(new Order(CommandKind.CANARY, start.percent(), "started"));
        } else if (decision instanceof Shift shift) {
            return Optional.of(new Order(CommandKind.SHIFT, shift.percent(), "passed"));
        } else if (decision instanceof Promote) {
            return Optional.of(new Order(CommandKind.PROMOTE, null, "passed"));
        } else if (decision instanceof Worse) {
            return Optional.of(new Order(CommandKind.ABORT, null, "worse"));
        } else if (decision instanceof Inconclusive) {
            return Optional.of(new Order(CommandKind.ABORT, null, "inconclusive"));
        }
        return Optional.empty();
    }
}
