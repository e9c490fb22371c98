package io.sluicegate.control.domain;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelRegistration;
import java.util.Collection;
import java.util.Optional;

/** A read-only view of everything decided so far: the state of the fold. */
public interface ControlState {

    /** The pipeline's newest revision; empty before the first. */
    Optional<Deployment> inForce(String pipeline);

    Optional<ModelRegistration> registration(String model, String version);

    /** Any version of the model with the digest. */
    Optional<ModelRegistration> bundle(String model, String digest);

    /** The newest status of each instance of the pipeline. */
    Collection<InstanceStatus> statuses(String pipeline);

    /** The audit entry of the decision on the command with this id; empty if it was not decided, or longer ago than is remembered. */
    Optional<AuditEntry> decisionOn(String pipeline, String commandId);

    /** Whether a command with this id was decided before. */
    default boolean decided(String pipeline, String commandId) {
        return decisionOn(pipeline, commandId).isPresent();
    }
}
