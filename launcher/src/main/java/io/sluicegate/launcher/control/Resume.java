package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Ends a pause. */
@Command(
        name = "resume",
        description = "End a pause.",
        footer = "  sluicegate rollout resume --pipeline examples/fraud/fraud.yaml")
final class Resume extends RevisionCommand {
    Resume() {
        super(CommandKind.RESUME);
    }

    @Override
    String version(Optional<DeploymentView> inForce, String pipeline) {
        return "";
    }
}
