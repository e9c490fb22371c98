package io.sluicegate.trigger.domain;

import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The open request to the retraining job, and its answer.
 *
 * @param open the newest trigger, until the version that answers it has been tried
 * @param answer the version that was registered with the open trigger's correlation id
 * @param last each policy's newest trigger
 */
public record Retraining(
        Optional<RetrainingTrigger> open, Optional<ModelRegistration> answer, Map<String, RetrainingTrigger> last) {
    public static final Retraining NONE = new Retraining(Optional.empty(), Optional.empty(), Map.of());

    public Retraining {
        last = Map.copyOf(last);
    }

    Retraining given(RetrainingTrigger trigger) {
        var newLast = new TreeMap<>(last);
        newLast.put(trigger.getPolicy(), trigger);
        return new Retraining(Optional.of(trigger), Optional.empty(), newLast);
    }

    /** Notes a registration with the open trigger's correlation id, and ignores any other. */
    Retraining registered(ModelRegistration registration) {
        var answers = open.filter(trigger -> trigger.getCorrelationId().equals(registration.getCorrelationId()));
        return answers.isPresent() ? new Retraining(open, Optional.of(registration), last) : this;
    }

    /** Closes the trigger once its answer is part of a deployment, so that the answer is tried once. */
    Retraining deployed(Rollout rollout) {
        var tried = answer.filter(version -> rollout.inForce().names(version.getBundleDigest()));
        return tried.isPresent() ? new Retraining(Optional.empty(), Optional.empty(), last) : this;
    }
}
