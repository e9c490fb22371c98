package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes the candidate's share. */
@Command(
        name = "shift",
        description = "Change the candidate's share of the keys.",
        footer = "  sluicegate rollout shift --pipeline examples/fraud/fraud.yaml --percent 50")
final class Shift extends InForceCommand {
    @Option(names = "--percent", required = true, description = "The share of the keys, in percent.")
    private double percent;

    Shift() {
        super(CommandKind.SHIFT);
    }

    @Override
    String meant(DeploymentView inForce) {
        return onTrial(inForce);
    }

    @Override
    void complete(ModelCommand.Builder command, PipelineConfig config) {
        command.setPercent(Percent.checked(percent));
    }
}
