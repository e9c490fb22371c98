package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deployment that was in force at a time, as the audit tells.
 *
 * @param deployment the revision
 * @param cause the audit entry that brought the revision
 * @param command the command behind it; empty if the audit doesn't tell
 * @param registrations what was known of versions then, by version: who had registered and who had approved them
 */
public record Decided(
        DeploymentView deployment,
        Found<AuditEntry> cause,
        Optional<ModelCommand> command,
        Map<String, ModelRegistration> registrations) {

    /**
     * The deployment in force.
     *
     * @param audit the pipeline's entries in their order
     * @return empty before the first revision
     */
    public static Optional<Decided> at(Instant time, List<Found<AuditEntry>> audit) {
        var until = audit.stream()
                .filter(entry -> !entry.value().getAt().isAfter(time))
                .toList();
        return until.stream()
                .reduce((before, entry) -> entry.value().getDeployment() == null ? before : entry)
                .flatMap(cause -> Optional.ofNullable(cause.value().getDeployment())
                        .map(deployment -> of(deployment, cause, until)));
    }

    /** The deployment of a revision, with what was known when it began. */
    public static Optional<Decided> revision(long revision, List<Found<AuditEntry>> audit) {
        for (var i = 0; i < audit.size(); i++) {
            var deployment = audit.get(i).value().getDeployment();
            if (deployment != null && deployment.getRevision() == revision) {
                return Optional.of(of(deployment, audit.get(i), audit.subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    private static Decided of(Deployment deployment, Found<AuditEntry> cause, List<Found<AuditEntry>> until) {
        var commands = new HashMap<String, ModelCommand>();
        var registrations = new HashMap<String, ModelRegistration>();
        for (var entry : until) {
            var command = entry.value().getCommand();
            if (command != null) {
                commands.put(command.getCommandId(), command);
            }
            var registration = entry.value().getRegistration();
            if (registration != null) {
                registrations.put(registration.getVersion(), registration);
            }
        }
        return new Decided(
                DeploymentView.of(deployment),
                cause,
                Optional.ofNullable(commands.get(deployment.getCommandId())),
                Map.copyOf(registrations));
    }

    /** Who had registered and approved a version, in words. */
    public String vouchedFor(String version) {
        var registration = registrations.get(version);
        if (registration == null) {
            return "the audit doesn't tell who registered it";
        }
        var approvedBy = registration.getApprovedBy();
        return "registered by " + registration.getRegisteredBy()
                + (approvedBy == null ? ", approved by nobody" : ", approved by " + approvedBy);
    }
}
