package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import picocli.CommandLine.Command;

/** Makes the candidate the primary. */
@Command(
        name = "promote",
        description = "Make the candidate the primary.",
        footer = "  sluicegate rollout promote --pipeline examples/fraud/fraud.yaml --reason \"better for a week\"")
final class Promote extends InForceCommand {
    Promote() {
        super(CommandKind.PROMOTE);
    }

    @Override
    String meant(DeploymentView inForce) {
        return onTrial(inForce);
    }
}
