package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a version on trial. */
@Command(
        name = "canary",
        description = "Prepare a version and give it a share of the keys.",
        footer = "  sluicegate rollout canary --pipeline examples/fraud/fraud.yaml --model-version 2 --percent 10")
final class Canary extends NewVersionCommand {
    @Option(names = "--percent", required = true, description = "The share of the keys, in percent.")
    private double percent;

    Canary() {
        super(CommandKind.CANARY);
    }

    @Override
    void complete(ModelCommand.Builder command, PipelineConfig config) {
        command.setPercent(Percent.checked(percent));
    }
}
