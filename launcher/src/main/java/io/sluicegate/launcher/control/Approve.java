package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Allows a version to decide. */
@Command(
        name = "approve",
        description = "Allow a registered version to decide, if approval is required.",
        footer = "  sluicegate model approve --pipeline examples/fraud/fraud.yaml --model-version 2 --reason reviewed")
final class Approve extends ControlCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private VersionOption version;

    Approve() {
        super(CommandKind.APPROVE);
    }

    @Override
    void complete(ModelCommand.Builder command, PipelineConfig config) {
        command.setVersion(version.version);
    }

    /** An approval concerns no revision. */
    @Override
    void aim(ModelCommand.Builder command, Situation now) {}

    @Override
    String topic(PipelineConfig config) {
        return config.model().approval() == Approval.CONFINED ? Topics.APPROVALS : Topics.COMMANDS;
    }

    @Override
    String again(ModelCommand command) {
        return new Repetition(spec).ofSafe();
    }
}
