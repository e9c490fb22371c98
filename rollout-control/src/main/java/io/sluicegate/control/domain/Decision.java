package io.sluicegate.control.domain;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import java.util.Optional;

/** What became of a command. */
public sealed interface Decision {

    /** Obeyed: here is the next revision or the registration. */
    record Accepted(String reason, Optional<Deployment> deployment, Optional<ModelRegistration> registration)
            implements Decision {

        static Accepted revision(Deployment deployment) {
            return new Accepted(deployment.getChange(), Optional.of(deployment), Optional.empty());
        }

        static Accepted registration(String reason, ModelRegistration registration) {
            return new Accepted(reason, Optional.empty(), Optional.of(registration));
        }
    }

    /** Not obeyed, and why. */
    record Refused(String reason) implements Decision {}

    /** Its id was decided before: there is nothing more to do or to say. */
    record Duplicate() implements Decision {}
}
