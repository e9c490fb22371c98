package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores a version beside those that decide. */
@Command(
        name = "shadow",
        description = "Prepare a version and score it beside the deciding versions; end it with abort.",
        footer = "  sluicegate rollout shadow --pipeline examples/fraud/fraud.yaml --model-version 2")
final class Shadow extends NewVersionCommand {
    @Option(
            names = "--percent",
            defaultValue = "100",
            description = "Share of the keys that the shadow sees, in percent (default: all).")
    private double percent;

    Shadow() {
        super(CommandKind.SHADOW);
    }

    @Override
    void complete(ModelCommand.Builder command, PipelineConfig config) {
        command.setPercent(Percent.checked(percent));
    }
}
