package io.sluicegate.launcher;

import io.sluicegate.launcher.platform.StageChoice;
import io.sluicegate.launcher.platform.Stopped;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.service.ServiceFiles;
import io.sluicegate.runtime.service.ServiceRunner;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code run} command: runs stages as a service until it is stopped. */
@Command(
        name = "run",
        description = "Run one or more stages of one or more pipelines until stopped.",
        footer = "  sluicegate run stream-scorer --pipeline examples/fraud/fraud.yaml")
final class RunCommand implements Runnable {
    @Parameters(
            arity = "0..*",
            paramLabel = "STAGE",
            description =
                    "feature-enricher, stream-scorer, drift-detector, retraining-trigger, rollout-control, console, "
                            + "fraud-retraining (default: all but fraud-retraining).")
    private @Nullable List<String> names;

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description =
                    "The pipeline's YAML file; repeat the option to run the stages of several pipelines, with one "
                            + "rollout-control for all of them.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--without",
            paramLabel = "STAGE",
            split = ",",
            description = "Leave out this stage; repeat the option for several.")
    private @Nullable List<String> without;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port that HTTP listens on, instead of service.port; 0 picks a free one.")
    private @Nullable Integer port;

    /** Reads the files before anything else, so that mistakes in them are reported like those of any command. */
    @Override
    public void run() {
        var chosen = StageChoice.of(names == null ? List.of() : names, without == null ? List.of() : without);
        var service = new ServiceFiles(files, this::changed);
        var unused = service.read(System.getenv());
        ServiceRunner.main(service, chosen, Stopped::tell);
    }

    private PipelineConfig changed(PipelineConfig config) {
        return port == null
                ? config
                : config.with(config.kafka(), config.service().withPort(port));
    }
}
