package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.launcher.PipelineOption;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a bundle into a pipeline's store. */
@Command(
        name = "publish",
        description = "Put a bundle into the pipeline's model store, if the pipeline's features fit it.",
        footer = "  sluicegate bundle publish orders-1 --pipeline examples/fraud/fraud.yaml")
final class PublishCommand extends DeskCommand {
    @Parameters(paramLabel = "DIR", description = "The bundle's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Override
    void run() throws IOException {
        var config = pipeline.read();
        var bundle = OpenedModel.bundle(folder);
        var manifest = bundle.manifest();
        if (!manifest.model().equals(config.model().name())) {
            throw new CommandFailed(
                    Message.WRONG_MODEL,
                    bundle.folder(),
                    manifest.model(),
                    pipeline.file(),
                    config.model().name());
        }
        var problems = InputBinding.problems(manifest, config.features());
        if (!problems.isEmpty()) {
            throw new CommandFailed(
                    Message.FEATURES_DONT_FIT, pipeline.file(), bundle.folder(), String.join("; ", problems));
        }
        publish(new BundleStore(config.model().store()), bundle);
    }

    private static void publish(BundleStore store, Bundle bundle) throws IOException {
        var manifest = bundle.manifest();
        try {
            var published = store.publish(
                    new BundleDraft(manifest, Files.readAllBytes(bundle.model()), bundle.reference(), bundle.golden())
                            .withWeightsOf(bundle.model()));
            System.out.println("Version " + manifest.version() + " is published at " + published.location());
            System.out.println("Its digest is " + published.digest());
        } catch (IllegalStateException e) {
            throw new CommandFailed(e, Message.BUNDLE_NOT_WRITTEN, e.getMessage());
        }
    }
}
