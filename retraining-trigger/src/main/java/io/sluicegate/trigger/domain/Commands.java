package io.sluicegate.trigger.domain;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns wishes into commands. A command's id consists of its kind, its version, the expected revision and the window behind the wish, so
 * the same wish always has the same id. Rollout control obeys the command only while that revision is in force.
 */
final class Commands {
    private final TriggerSettings settings;
    private final String sender;

    Commands(TriggerSettings settings) {
        this.settings = settings;
        this.sender = settings.pipeline() + "-retraining-trigger";
    }

    /** The change that a command asks for, and the reason. */
    record Content(
            CommandKind kind,
            String version,
            @Nullable Double percent,
            String reason,
            String correlationId,
            Instant window) {}

    ModelCommand command(Content content, Deployment inForce, Instant now) {
        return ModelCommand.newBuilder()
                .setCommandId(id(content, inForce))
                .setCorrelationId(content.correlationId())
                .setPipeline(settings.pipeline())
                .setKind(content.kind())
                .setModel(settings.model())
                .setVersion(content.version())
                .setPercent(content.percent())
                .setExpectedRevision(inForce.getRevision())
                .setReason(content.reason())
                .setIssuedBy(sender)
                .setIssuedAt(now)
                .build();
    }

    /** Whether a command of the retraining trigger caused the revision. */
    boolean caused(Deployment deployment) {
        return deployment.getCommandId().startsWith(sender + "/");
    }

    private String id(Content content, Deployment inForce) {
        return "%s/%s/%s/%d/%s"
                .formatted(
                        sender,
                        content.kind().name().toLowerCase(Locale.ROOT),
                        content.version(),
                        inForce.getRevision(),
                        content.window());
    }
}
