package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** A command that has a version prepared. */
abstract class NewVersionCommand extends RevisionCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private VersionOption version;

    NewVersionCommand(CommandKind kind) {
        super(kind);
    }

    @Override
    final String version(Optional<DeploymentView> inForce, String pipeline) {
        return version.version;
    }
}
