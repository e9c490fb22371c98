package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.config.PolicySettings.RetrainPolicy;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.trigger.domain.TriggerDecision.Quiet;
import io.sluicegate.trigger.domain.TriggerDecision.Retrain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for a new version when enough windows in a row are drifted. A window without data takes its place in the row and is
 * neither healthy nor drifted. At most one trigger is open in a pipeline, and after a trigger its policy rests for the
 * cooldown, in event time, and until a later window drifts.
 */
final class TriggerPolicy {
    private final TriggerSettings settings;
    private final RetrainPolicy policy;

    TriggerPolicy(TriggerSettings settings, RetrainPolicy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    TriggerDecision decide(Facts facts, Instant now) {
        return facts.rollout()
                .map(rollout -> decide(facts, rollout, now))
                .orElseGet(() -> new Quiet("nothing is deployed yet"));
    }

    private TriggerDecision decide(Facts facts, Rollout rollout, Instant now) {
        var primary = rollout.inForce().primary();
        return Stream.of(noPrimary(primary), otherVersion(rollout), unanswered(facts), resting(facts))
                .flatMap(Optional::stream)
                .findFirst()
                .<TriggerDecision>map(Quiet::new)
                .orElseGet(() -> judge(facts, rollout, primary.orElseThrow(), now));
    }

    private TriggerDecision judge(Facts facts, Rollout rollout, Arm primary, Instant now) {
        var reports = facts.history()
                .of(policy.scope(), primary.name(), rollout.primarySince().getAt());
        var complete = Window.complete(reports, settings.subjects(policy.scope()));
        var persistence = policy.persistence();
        var drifted = Window.inARow(complete, persistence.outOf()).stream()
                .filter(window -> window.drifted().size() >= policy.subjects())
                .toList();
        var words = "%d of the last %d windows drifted, %d needed"
                .formatted(drifted.size(), persistence.outOf(), persistence.windows());
        return drifted.size() < persistence.windows()
                ? new Quiet(words)
                : ask(facts, evidence(drifted).trigger(settings, policy, primary.name(), words, now));
    }

    /**
     * Asks, unless the newest drifted window has asked already: reports of another scope may take the event time past the cooldown
     * while this one stands still.
     */
    private TriggerDecision ask(Facts facts, RetrainingTrigger next) {
        var last = Optional.ofNullable(facts.retraining().last().get(policy.name()));
        return last.filter(given -> !next.getWindowEnd().isAfter(given.getWindowEnd()))
                .<TriggerDecision>map(given -> new Quiet("nothing has drifted since trigger " + given.getTriggerId()))
                .orElseGet(() -> new Retrain(next));
    }

    private static Evidence evidence(List<Window> drifted) {
        return new Evidence(
                drifted.stream().flatMap(window -> window.drifted().stream()).toList());
    }

    private static Optional<String> noPrimary(Optional<Arm> primary) {
        return primary.isPresent() ? Optional.empty() : Optional.of("no version is the primary yet");
    }

    /** While another version is coming, it is the answer that is waited for. */
    private static Optional<String> otherVersion(Rollout rollout) {
        var inForce = rollout.inForce();
        return inForce.preparing()
                .map(it ->
                        "version %s is being prepared".formatted(it.getTarget().getVersion()))
                .or(() -> inForce.candidate().map(candidate -> "version %s is on trial".formatted(candidate.name())));
    }

    private Optional<String> unanswered(Facts facts) {
        return facts.retraining()
                .open()
                .filter(trigger -> isBefore(facts, trigger.getWindowEnd().plus(cooldown(trigger.getPolicy()))))
                .map(trigger -> facts.retraining()
                        .answer()
                        .map(answer -> "version %s answers trigger %s and waits"
                                .formatted(answer.getVersion(), trigger.getTriggerId()))
                        .orElseGet(() -> "trigger %s waits for its answer".formatted(trigger.getTriggerId())));
    }

    private Optional<String> resting(Facts facts) {
        return Optional.ofNullable(facts.retraining().last().get(policy.name()))
                .map(trigger -> trigger.getWindowEnd().plus(policy.cooldown()))
                .filter(end -> isBefore(facts, end))
                .map("the policy rests until %s"::formatted);
    }

    private static boolean isBefore(Facts facts, Instant time) {
        return facts.history().eventTime().filter(time::isAfter).isPresent();
    }

    private Duration cooldown(String name) {
        return settings.policies().retrain().stream()
                .filter(other -> other.name().equals(name))
                .map(RetrainPolicy::cooldown)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
