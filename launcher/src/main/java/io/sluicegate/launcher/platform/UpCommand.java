package io.sluicegate.launcher.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate up}: a local platform until Ctrl-C. */
@Command(
        name = "up",
        description =
                "Run Kafka, a schema registry and, for the pipelines given, all stages and the console on this machine.",
        footer = "  sluicegate up --pipeline examples/fraud/fraud.yaml")
public final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            defaultValue = "data/up",
            paramLabel = "DIR",
            description =
                    "Folder of all data, which the next start with the same folder finds again (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "FILE",
            description =
                    "A pipeline's YAML file; repeat the option for several. Without it, only Kafka and the registry run.")
    private @Nullable List<Path> pipelines;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PlatformOptions options;

    @Override
    public Integer call() throws Exception {
        return options.run(
                data,
                "sluicegate up --data "
                        + ShellWord.of(data.toAbsolutePath().normalize().toString()),
                new UpPipelines(pipelines == null ? List.of() : pipelines));
    }
}
