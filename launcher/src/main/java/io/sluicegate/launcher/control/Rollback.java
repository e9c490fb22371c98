package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import picocli.CommandLine.Command;

/** Goes back to the version before the primary. */
@Command(
        name = "rollback",
        description = "Return from the primary to the version before it; this also ends a trial.",
        footer = "  sluicegate rollout rollback --pipeline examples/fraud/fraud.yaml --reason \"false alarms\"")
final class Rollback extends InForceCommand {
    Rollback() {
        super(CommandKind.ROLLBACK);
    }

    @Override
    String meant(DeploymentView inForce) {
        return inForce.primary()
                .map(Arm::name)
                .orElseThrow(() -> new CommandFailed(
                        Message.NOTHING_DEPLOYED, inForce.record().getPipeline()));
    }
}
