package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command about a version in force. */
abstract class InForceCommand extends RevisionCommand {
    @Option(
            names = {"-v", "--model-version"},
            paramLabel = "VERSION",
            description = "The version to act on (default: look up the version in force and print it).")
    @Nullable
    private String version;

    InForceCommand(CommandKind kind) {
        super(kind);
    }

    /**
     * The version in force that the command means.
     *
     * @throws CommandFailed if there is none, or more than one
     */
    abstract String meant(DeploymentView inForce);

    @Override
    final String version(Optional<DeploymentView> inForce, String pipeline) {
        var known = inForce.orElseThrow(() -> new CommandFailed(Message.NOTHING_DEPLOYED, pipeline));
        return version == null ? meant(known) : version;
    }

    /** The version on trial. */
    static String onTrial(DeploymentView inForce) {
        return inForce.candidate()
                .orElseThrow(() -> new CommandFailed(
                        Message.NOTHING_ON_TRIAL, inForce.record().getPipeline()))
                .name();
    }
}
