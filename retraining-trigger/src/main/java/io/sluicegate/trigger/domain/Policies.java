package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.records.CommandKind;
import io.sluicegate.trigger.domain.Commands.Content;
import io.sluicegate.trigger.domain.RollbackDecision.GoBack;
import io.sluicegate.trigger.domain.TriggerDecision.Retrain;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All policies of a pipeline over what is known. The most urgent wish comes first: going back, then the candidate's next
 * step, then a call for a new version. Whether a command is obeyed or not, its window asks no more: the next one may, and, about a
 * candidate, the next revision.
 */
public final class Policies {
    private final TriggerSettings settings;
    private final Commands commands;

    public Policies(TriggerSettings settings) {
        this.settings = settings;
        this.commands = new Commands(settings);
    }

    /** All that is to be done now, in order, and the facts once it is done. */
    public Decided decideAll(Facts learnt, Instant now) {
        var facts = learnt;
        var wishes = new ArrayList<Wish>();
        for (var wish = decide(facts, now); wish.isPresent(); wish = decide(facts, now)) {
            wishes.add(wish.get());
            facts = facts.done(wish.get());
        }
        return new Decided(facts, wishes);
    }

    /**
     * What was decided at once.
     *
     * @param facts once all wishes are fulfilled
     */
    public record Decided(Facts facts, List<Wish> wishes) {
        public Decided {
            wishes = List.copyOf(wishes);
        }
    }

    /** What is to be done now; empty when nothing is. Once it is done the facts say so, and it is not wished again. */
    private Optional<Wish> decide(Facts facts, Instant now) {
        return facts.rollout().flatMap(rollout -> goBack(facts, rollout, now)
                .or(() -> progress(facts, rollout, now))
                .or(() -> ask(facts, now)));
    }

    private Optional<Wish> goBack(Facts facts, Rollout rollout, Instant now) {
        return rollout.inForce().primary().flatMap(primary -> settings.policies().rollback().stream()
                .map(policy -> new RollbackAnalysis(policy).decide(facts.history(), rollout, primary))
                .flatMap(decision -> decision instanceof GoBack goBack ? Stream.of(goBack) : Stream.empty())
                .filter(goBack -> facts.asked().mayGoBack(goBack.window()))
                .findFirst()
                .map(goBack -> send(goBack, primary, rollout, now)));
    }

    private Send send(GoBack decision, Arm primary, Rollout rollout, Instant now) {
        var content = new Content(
                CommandKind.ROLLBACK,
                primary.name(),
                null,
                "policy %s: %s".formatted(decision.policy(), decision.reason()),
                decision.correlationId(),
                decision.window());
        return new Send(commands.command(content, rollout.newest(), now), "past-limit", decision.window());
    }

    private Optional<Wish> progress(Facts facts, Rollout rollout, Instant now) {
        return settings.policies().canary().flatMap(policy -> new CandidateProgress(settings, policy, commands)
                .decide(facts, rollout, now));
    }

    private Optional<Wish> ask(Facts facts, Instant now) {
        return settings.policies().retrain().stream()
                .map(policy -> new TriggerPolicy(settings, policy).decide(facts, now))
                .flatMap(decision -> decision instanceof Retrain retrain ? Stream.of(retrain) : Stream.empty())
                .findFirst()
                .map(retrain -> new Ask(retrain.trigger()));
    }
}
