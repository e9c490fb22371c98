package io.sluicegate.trigger.domain;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.trigger.domain.Wish.Ask;
import io.sluicegate.trigger.domain.Wish.Send;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known when something is decided: the state of the fold.
 *
 * @param rollout empty until a deployment has been seen
 * @param sent the commands that were sent at the revision in force
 */
public record Facts(History history, Optional<Rollout> rollout, Retraining retraining, List<ModelCommand> sent) {
    public static final Facts NONE = new Facts(History.EMPTY, Optional.empty(), Retraining.NONE, List.of());

    public Facts {
        sent = List.copyOf(sent);
    }

    public Facts learn(DriftReport report, TriggerSettings settings) {
        return new Facts(history.with(report, settings.memory()), rollout, retraining, sent);
    }

    public Facts learn(Deployment deployment) {
        var next = rollout.map(known -> known.after(deployment)).orElseGet(() -> Rollout.startingWith(deployment));
        var isNew = rollout.filter(next::equals).isEmpty();
        return new Facts(history, Optional.of(next), retraining.deployed(next), isNew ? List.of() : sent);
    }

    public Facts learn(ModelRegistration registration) {
        return new Facts(history, rollout, retraining.registered(registration), sent);
    }

    Facts done(Wish wish) {
        return wish instanceof Ask ask ? given(ask.trigger()) : sent(((Send) wish).command());
    }

    private Facts given(RetrainingTrigger trigger) {
        return new Facts(history, rollout, retraining.given(trigger), sent);
    }

    private Facts sent(ModelCommand command) {
        return new Facts(
                history,
                rollout,
                retraining,
                Stream.concat(sent.stream(), Stream.of(command)).toList());
    }

    boolean wasSent(ModelCommand command) {
        return sent.stream().anyMatch(known -> known.getCommandId().equals(command.getCommandId()));
    }
}
