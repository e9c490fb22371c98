package io.sluicegate.console.web;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.RetrainingTrigger;
import java.util.Map;
import java.util.Optional;

/** The JSON of commands and decisions. */
public final class DecisionsJson {
    private static final double PERCENT = 100;

    private DecisionsJson() {}

    public static Map<String, Object> deployment(DeploymentView view) {
        var deployment = view.record();
        return object(
                "revision", deployment.getRevision(),
                "model", deployment.getModel(),
                "arms", view.arms().stream().map(DecisionsJson::arm).toList(),
                "warm",
                        deployment.getWarm().stream()
                                .map(DecisionsJson::version)
                                .toList(),
                "preparing", view.preparing().map(DecisionsJson::preparation),
                "paused", deployment.getPaused(),
                "change", deployment.getChange(),
                "commandId", deployment.getCommandId(),
                "at", deployment.getAt());
    }

    private static Map<String, Object> version(DeployedVersion version) {
        return object("version", version.getVersion(), "digest", version.getBundleDigest());
    }

    private static Map<String, Object> arm(Arm arm) {
        var shown = version(arm.version());
        shown.put("role", arm.role());
        shown.put("percent", arm.share() * PERCENT);
        shown.put("tenure", arm.tenure().id());
        shown.put("since", arm.tenure().since());
        return shown;
    }

    private static Map<String, Object> preparation(Preparation preparation) {
        var target = version(preparation.getTarget());
        target.put("goal", preparation.getGoal());
        target.put("since", preparation.getSince());
        target.put("deadline", preparation.getDeadline());
        return target;
    }

    public static Map<String, Object> registration(ModelRegistration registration) {
        return object(
                "model", registration.getModel(),
                "version", registration.getVersion(),
                "digest", registration.getBundleDigest(),
                "registeredBy", registration.getRegisteredBy(),
                "approvedBy", Optional.ofNullable(registration.getApprovedBy()),
                "at", registration.getRegisteredAt());
    }

    public static Map<String, Object> entry(AuditEntry entry) {
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

    public static Map<String, Object> trigger(RetrainingTrigger trigger) {
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
