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
 * All policies of a pipeline, applied to the facts. The most urgent wish comes first: a rollback, then the candidate's next step, then a
 * retraining trigger. Whether or not a command is obeyed, its window asks only once. A later window may ask again, and so may, for a
 * candidate, a later revision.
 */
public final class Policies {
    private final TriggerSettings settings;
    private final Commands commands;

    public Policies(TriggerSettings settings) {
        this.settings = settings;
        this.commands = new Commands(settings);
    }

    /** All present wishes in order, and the facts once they are fulfilled. */
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
     * The wishes decided at one moment.
     *
     * @param facts once all wishes are fulfilled
     */
    public record Decided(Facts facts, List<Wish> wishes) {
        public Decided {
            wishes = List.copyOf(wishes);
        }
    }

    /** The most urgent wish; empty if there is none. Once fulfilled, a wish is part of the facts and doesn't return. */
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
