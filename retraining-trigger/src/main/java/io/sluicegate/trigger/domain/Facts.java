package io.sluicegate.trigger.domain;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.util.Optional;

/**
 * The facts behind a decision: the state of the fold.
 *
 * @param rollout empty until a deployment has been seen
 * @param asked the windows that have already led to a command
 */
public record Facts(History history, Optional<Rollout> rollout, Retraining retraining, AskedWindows asked) {
    public static final Facts NONE = new Facts(History.EMPTY, Optional.empty(), Retraining.NONE, AskedWindows.NOTHING);

    public Facts learn(DriftReport report, TriggerSettings settings) {
        var next = history.with(report, settings.memory(), this::isOnTrial);
        return new Facts(next, rollout, retraining, asked);
    }

    private boolean isOnTrial(DriftReport report) {
        return rollout.filter(it -> it.isOnTrial(report.getTenure())).isPresent();
    }

    public Facts learn(Deployment deployment) {
        var next = rollout.map(known -> known.after(deployment)).orElseGet(() -> Rollout.startingWith(deployment));
        return new Facts(history, Optional.of(next), retraining.deployed(next), asked.deployed(rollout, next));
    }

    public Facts learn(ModelRegistration registration) {
        return new Facts(history, rollout, retraining.registered(registration), asked);
    }

    Facts done(Wish wish) {
        return wish instanceof Ask ask ? given(ask.trigger()) : sent((Send) wish);
    }

    private Facts given(RetrainingTrigger trigger) {
        return new Facts(history, rollout, retraining.given(trigger), asked);
    }

    private Facts sent(Send send) {
        return new Facts(history, rollout, retraining, asked.with(send, history.eventTime()));
    }
}
