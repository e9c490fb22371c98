package io.sluicegate.trigger.domain;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Words wishes as commands. A command's id is made of its kind, its version, the revision that it was decided at and the window
 * that it rests on, so the same wish always has the same id, and each command is obeyed only while that revision is in force.
 */
final class Commands {
    private final TriggerSettings settings;
    private final String sender;

    Commands(TriggerSettings settings) {
        this.settings = settings;
        this.sender = settings.pipeline() + "-retraining-trigger";
    }

    /** What the command asks for, and why. */
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

    /** Whether the revision was caused by a command of ours. */
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
