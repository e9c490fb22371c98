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
 * Asks for a new version when enough of the latest windows have drifted. A window without data counts among the latest windows, neither
 * as healthy nor as drifted. At most one trigger is open in a pipeline. After a trigger, its policy pauses for the cooldown, in event
 * time, and until a later window drifts.
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
     * Asks, unless the newest drifted window has asked already: reports of another scope may advance event time past the cooldown while
     * this scope has no new window.
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
        return primary.isPresent() ? Optional.empty() : Optional.of("there is no primary yet");
    }

    /** Waits while another version is coming, because that version may be the remedy. */
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
                        .map(answer -> "version %s answers trigger %s and waits for its trial"
                                .formatted(answer.getVersion(), trigger.getTriggerId()))
                        .orElseGet(() -> "trigger %s has no answer yet".formatted(trigger.getTriggerId())));
    }

    private Optional<String> resting(Facts facts) {
        return Optional.ofNullable(facts.retraining().last().get(policy.name()))
                .map(trigger -> trigger.getWindowEnd().plus(policy.cooldown()))
                .filter(end -> isBefore(facts, end))
                .map("the policy pauses until %s"::formatted);
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
