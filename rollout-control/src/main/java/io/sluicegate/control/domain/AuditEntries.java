package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.control.domain.Decision.Withdrawn;
import io.sluicegate.control.domain.Progress.Aborted;
import io.sluicegate.control.domain.Progress.Activated;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import java.time.Instant;
import java.util.Optional;

/** The audit entries of decisions, one for each; a duplicate command and an unfinished preparation have none. */
public final class AuditEntries {
    private AuditEntries() {}

    /** The outcome of a command. */
    public static Optional<AuditEntry> of(ModelCommand command, Decision decision, Instant now) {
        if (decision instanceof Accepted accepted) {
            return Optional.of(
                    entry(command.getPipeline(), command.getCommandId(), AuditKind.ACCEPTED, accepted.reason(), now)
                            .setCommand(command)
                            .setDeployment(accepted.deployment().orElse(null))
                            .setRegistration(accepted.registration().orElse(null))
                            .build());
        }
        if (decision instanceof Withdrawn withdrawn) {
            return Optional.of(
                    entry(command.getPipeline(), command.getCommandId(), AuditKind.WITHDRAWN, withdrawn.reason(), now)
                            .setCommand(command)
                            .setWithdrawnBy(withdrawn.by())
                            .build());
        }
        return decision instanceof Refused refused
                ? Optional.of(
                        entry(command.getPipeline(), command.getCommandId(), AuditKind.REFUSED, refused.reason(), now)
                                .setCommand(command)
                                .build())
                : Optional.empty();
    }

    /**
     * The outcome of a preparation.
     *
     * @param command the command that asked for it, if it is still known
     */
    public static Optional<AuditEntry> of(Optional<ModelCommand> command, Progress progress, Instant now) {
        if (progress instanceof Activated activated) {
            return Optional.of(entry(command, activated.deployment(), AuditKind.ACTIVATED, activated.reason(), now));
        }
        return progress instanceof Aborted aborted
                ? Optional.of(entry(command, aborted.deployment(), AuditKind.ABORTED, aborted.reason(), now))
                : Optional.empty();
    }

    private static AuditEntry entry(
            Optional<ModelCommand> command, Deployment deployment, AuditKind kind, String reason, Instant now) {
        return entry(deployment.getPipeline(), deployment.getCommandId(), kind, reason, now)
                .setCommand(command.orElse(null))
                .setDeployment(deployment)
                .build();
    }

    private static AuditEntry.Builder entry(
            String pipeline, String commandId, AuditKind kind, String reason, Instant now) {
        return AuditEntry.newBuilder()
                .setAuditId(commandId + "/" + kind)
                .setPipeline(pipeline)
                .setKind(kind)
                .setReason(reason)
                .setAt(now);
    }
}
