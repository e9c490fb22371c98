package io.sluicegate.control.domain;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import java.util.Optional;

/** The outcome of a command. */
public sealed interface Decision {

    /** The command was obeyed: the next revision, the registration, or both. */
    record Accepted(String reason, Optional<Deployment> deployment, Optional<ModelRegistration> registration)
            implements Decision {

        static Accepted revision(Deployment deployment) {
            return new Accepted(deployment.getChange(), Optional.of(deployment), Optional.empty());
        }

        static Accepted registration(String reason, ModelRegistration registration) {
            return new Accepted(reason, Optional.empty(), Optional.of(registration));
        }
    }

    /** The command was not obeyed, and why. */
    record Refused(String reason) implements Decision {}

    /** Another command, which stands behind it in the log, took the command back. */
    record Withdrawn(String reason, String by) implements Decision {}

    /** The command's id was decided before: nothing is left to do or to answer. */
    record Duplicate() implements Decision {}
}
