package io.sluicegate.trigger.domain;

import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Instant;

/** An action that a policy wants now. */
public sealed interface Wish {
    /** Equal wishes have equal ids. */
    String id();

    /** Ask the retraining job for a version. */
    record Ask(RetrainingTrigger trigger) implements Wish {
        @Override
        public String id() {
            return trigger.getTriggerId();
        }
    }

    /**
     * Send a command to rollout control.
     *
     * @param verdict the verdict behind the command, in one word: started, passed, worse, inconclusive or past-limit
     * @param window the end of the newest window behind the command
     */
    record Send(ModelCommand command, String verdict, Instant window) implements Wish {
        @Override
        public String id() {
            return command.getCommandId();
        }
    }
}
