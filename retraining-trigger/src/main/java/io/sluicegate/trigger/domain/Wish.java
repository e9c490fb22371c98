package io.sluicegate.trigger.domain;

import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Instant;

/** What is to be done now. */
public sealed interface Wish {
    /** Equal wishes have equal ids. */
    String id();

    /** Ask the retraining job. */
    record Ask(RetrainingTrigger trigger) implements Wish {
        @Override
        public String id() {
            return trigger.getTriggerId();
        }
    }

    /**
     * Ask rollout control.
     *
     * @param verdict in a word, what led to it: started, passed, worse, inconclusive or past-limit
     * @param window the end of the newest window that it rests on
     */
    record Send(ModelCommand command, String verdict, Instant window) implements Wish {
        @Override
        public String id() {
            return command.getCommandId();
        }
    }
}
