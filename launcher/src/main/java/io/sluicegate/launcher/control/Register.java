package io.sluicegate.launcher.control;

import io.sluicegate.launcher.Bundles;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a version known. */
@Command(
        name = "register",
        description = "Make a version in the model store known to the cluster.",
        footer = "  sluicegate model register --pipeline examples/fraud/fraud.yaml --model-version 2")
final class Register extends ControlCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private VersionOption version;

    Register() {
        super(CommandKind.REGISTER);
    }

    @Override
    void complete(ModelCommand.Builder command, PipelineConfig config) {
        var bundle = Bundles.published(config, version.version);
        command.setVersion(version.version)
                .setLocation(bundle.folder().toString())
                .setBundleDigest(bundle.digest())
                .setFeatureSetFingerprint(bundle.manifest().featureSetFingerprint());
    }

    /** A registration concerns no revision. */
    @Override
    void aim(ModelCommand.Builder command, Situation now) {}

    @Override
    String again(ModelCommand command) {
        return new Repetition(spec).ofSafe();
    }
}
