package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a bundle into a pipeline's store. */
@Command(
        name = "publish",
        description = "Put a bundle into the pipeline's model store, if the pipeline's features fit it.",
        mixinStandardHelpOptions = true)
final class PublishCommand extends DeskCommand {
    @Parameters(paramLabel = "DIR", description = "The bundle's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    void run() throws IOException {
        var config = PipelineConfigReader.read(file, System.getenv());
        var bundle = OpenedModel.bundle(folder);
        var manifest = bundle.manifest();
        if (!manifest.model().equals(config.model().name())) {
            throw new Unusable(bundle.folder() + " is a bundle of model '" + manifest.model() + "', but " + file
                    + " runs model '" + config.model().name() + "'");
        }
        var problems = InputBinding.problems(manifest, config.features());
        if (!problems.isEmpty()) {
            throw new Unusable(
                    "the features of " + file + " don't fit " + bundle.folder() + ": " + String.join("; ", problems));
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
            throw new Unusable(String.valueOf(e.getMessage()), e);
        }
    }
}
