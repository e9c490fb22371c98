package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Pauses all changes. */
@Command(
        name = "pause",
        description = "Refuse all changes except abort and rollback, until resume.",
        footer = "  sluicegate rollout pause --pipeline examples/fraud/fraud.yaml --reason \"incident 17\"")
final class Pause extends RevisionCommand {
    Pause() {
        super(CommandKind.PAUSE);
    }

    @Override
    String version(Optional<DeploymentView> inForce, String pipeline) {
        return "";
    }
}
