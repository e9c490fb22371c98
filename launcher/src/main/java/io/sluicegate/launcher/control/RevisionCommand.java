package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that changes a deployment. It names the version and the revision on which it acts, so that it can't act twice, and can't act
 * on what has come into force since.
 */
abstract class RevisionCommand extends ControlCommand {
    @Option(
            names = "--expected-revision",
            paramLabel = "REVISION",
            description = "Act only if this revision is still in force (default: the revision in force now).")
    @Nullable
    private Long expectedRevision;

    RevisionCommand(CommandKind kind) {
        super(kind);
    }

    /** The version on which the command acts; empty if its kind has none. */
    abstract String version(Optional<DeploymentView> inForce, String pipeline);

    @Override
    void complete(ModelCommand.Builder command, PipelineConfig config) {}

    @Override
    void aim(ModelCommand.Builder command, Situation now) {
        var inForce = now.inForce();
        command.setVersion(version(inForce, now.pipeline()))
                .setExpectedRevision(expectedRevision == null ? Situation.revision(inForce) : expectedRevision);
    }

    /** The user's line with the version and the revision: it can't act twice. */
    @Override
    final String again(ModelCommand command) {
        return new Repetition(spec).of(command);
    }
}
