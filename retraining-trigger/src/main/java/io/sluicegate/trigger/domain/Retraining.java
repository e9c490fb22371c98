package io.sluicegate.trigger.domain;

import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has been asked of the retraining job, and what it answered.
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

    /** Only the open trigger's correlation id is listened to: old registrations cause nothing. */
    Retraining registered(ModelRegistration registration) {
        var answers = open.filter(trigger -> trigger.getCorrelationId().equals(registration.getCorrelationId()));
        return answers.isPresent() ? new Retraining(open, Optional.of(registration), last) : this;
    }

    /** Once the answer stands in a deployment, the trigger is closed: it is tried once. */
    Retraining deployed(Rollout rollout) {
        var tried = answer.filter(version -> rollout.inForce().names(version.getBundleDigest()));
        return tried.isPresent() ? new Retraining(Optional.empty(), Optional.empty(), last) : this;
    }
}
