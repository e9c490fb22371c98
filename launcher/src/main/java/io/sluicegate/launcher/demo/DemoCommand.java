package io.sluicegate.launcher.demo;

import io.sluicegate.launcher.platform.LocalPorts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluicegate demo}. */
@Command(
        name = "demo",
        description = "Show the whole loop: traffic, drift, trigger, retraining, canary, promotion, rollback.",
        footer = "  sluicegate demo --fast --keep")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--fast", description = "Compress time: the loop closes within about two minutes.")
    private boolean fast;

    @Option(names = "--keep", description = "Keep running after the loop has closed, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write each step with its time and figures to this file.")
    private @Nullable Path json;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Keep the demo's data in this folder (default: delete the data when the demo ends).")
    private @Nullable Path data;

    @Option(names = "--kafka-port", defaultValue = "9092", description = "Kafka's port, if free (default: 9092).")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            defaultValue = "8081",
            description = "The registry's port, if free (default: 8081).")
    private int registryPort;

    @Option(
            names = "--console-port",
            defaultValue = "8080",
            description = "The console's port, if free (default: 8080).")
    private int consolePort;

    @Override
    public Integer call() throws Exception {
        return new DemoRun(settings(), json, keep).run();
    }

    private DemoSettings settings() {
        return new DemoSettings(
                (data == null ? Path.of("data", "demo") : data).toAbsolutePath(),
                data == null,
                fast,
                new LocalPorts(kafkaPort, registryPort, consolePort));
    }
}
