package io.sluicegate.console.web;

import static io.sluicegate.platform.http.Json.object;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.RetrainingTrigger;
import java.util.Map;
import java.util.Optional;

/** What was asked for and what was decided. */
final class DecisionsJson {
    private static final double BUCKETS_PER_PERCENT = 100;

    private DecisionsJson() {}

    static Map<String, Object> deployment(Deployment deployment) {
        return object(
                "revision", deployment.getRevision(),
                "model", deployment.getModel(),
                "primary", Optional.ofNullable(deployment.getPrimary()).map(DecisionsJson::version),
                "candidate",
                        Optional.ofNullable(deployment.getCandidate())
                                .map(candidate -> candidate(candidate, deployment.getCandidateBuckets())),
                "previous", Optional.ofNullable(deployment.getPrevious()).map(DecisionsJson::version),
                "preparing", Optional.ofNullable(deployment.getPreparing()).map(DecisionsJson::preparation),
                "paused", deployment.getPaused(),
                "change", deployment.getChange(),
                "commandId", deployment.getCommandId(),
                "at", deployment.getAt());
    }

    private static Map<String, Object> version(DeployedVersion version) {
        return object("version", version.getVersion(), "digest", version.getBundleDigest());
    }

    private static Map<String, Object> candidate(DeployedVersion version, int buckets) {
        var candidate = version(version);
        candidate.put("percent", buckets / BUCKETS_PER_PERCENT);
        return candidate;
    }

    private static Map<String, Object> preparation(Preparation preparation) {
        var target = version(preparation.getTarget());
        target.put("goal", preparation.getGoal());
        target.put("since", preparation.getSince());
        target.put("deadline", preparation.getDeadline());
        return target;
    }

    static Map<String, Object> registration(ModelRegistration registration) {
        return object(
                "model", registration.getModel(),
                "version", registration.getVersion(),
                "digest", registration.getBundleDigest(),
                "registeredBy", registration.getRegisteredBy(),
                "approvedBy", Optional.ofNullable(registration.getApprovedBy()),
                "at", registration.getRegisteredAt());
    }

    static Map<String, Object> entry(AuditEntry entry) {
        return object(
                "kind", entry.getKind(),
                "reason", entry.getReason(),
                "command", Optional.ofNullable(entry.getCommand()).map(DecisionsJson::command),
                "revision", Optional.ofNullable(entry.getDeployment()).map(Deployment::getRevision),
                "at", entry.getAt());
    }

    private static Map<String, Object> command(ModelCommand command) {
        return object(
                "commandId", command.getCommandId(),
                "kind", command.getKind(),
                "version", command.getVersion(),
                "percent", Optional.ofNullable(command.getPercent()),
                "reason", command.getReason(),
                "issuedBy", command.getIssuedBy(),
                "issuedAt", command.getIssuedAt());
    }

    static Map<String, Object> trigger(RetrainingTrigger trigger) {
        var records = trigger.getSources().stream()
                .mapToLong(range -> range.getUntilOffset() - range.getFromOffset())
                .sum();
        return object(
                "triggerId", trigger.getTriggerId(),
                "correlationId", trigger.getCorrelationId(),
                "model", trigger.getModel(),
                "baseVersion", trigger.getBaseVersion(),
                "policy", trigger.getPolicy(),
                "reason", trigger.getReason(),
                "reports", trigger.getReports().size(),
                "records", records,
                "windowEnd", trigger.getWindowEnd(),
                "at", trigger.getTriggeredAt());
    }
}
