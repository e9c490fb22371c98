package io.sluicegate.launcher.bundle;

import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a bundle into a pipeline's store. */
@Command(
        name = "publish",
        description = "Put a bundle into the pipeline's model store, if the pipeline's features fit it.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
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
    public Integer call() throws Exception {
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
        var published = new BundleStore(config.model().store())
                .publish(new BundleDraft(
                                manifest, Files.readAllBytes(bundle.model()), bundle.reference(), bundle.golden())
                        .withWeightsOf(bundle.model()));
        System.out.println("Version " + manifest.version() + " is published at " + published.location());
        System.out.println("Its digest is " + published.digest());
        return 0;
    }
}
