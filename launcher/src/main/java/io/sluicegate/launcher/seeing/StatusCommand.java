package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.http.Json;
import io.sluicegate.runtime.service.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs, what decides, how fast and how well, and what a person should look at. */
@ChangesNothing
@Command(
        name = "status",
        description =
                "Show pipelines on one screen: versions, stages, lag, rates, latency, dead letters, triggers, drift, "
                        + "and what to do about what is wrong. Reads the newest records only, however long the topics are.",
        footer = "  sluicegate status --pipeline examples/fraud/fraud.yaml")
public final class StatusCommand implements Callable<Integer> {
    private static final int WATCH_SECONDS = 2;

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline's YAML file; repeat the option for several pipelines.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Address of a service to ask whether it is ready; repeat it for several (default: the port in "
                            + "the pipeline's file, on this machine).")
    private @Nullable List<String> urls;

    @Option(names = "--watch", description = "Show the status again every two seconds, until Ctrl-C.")
    private boolean watch;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Override
    public Integer call() throws Exception {
        var configs = files.stream()
                .map(file -> PipelineConfigReader.read(file, System.getenv()))
                .toList();
        var terminal = Terminal.standard();
        var code = show(configs, terminal);
        while (watch && !Thread.currentThread().isInterrupted()) {
            TimeUnit.SECONDS.sleep(WATCH_SECONDS);
            code = show(configs, terminal);
        }
        return code.code();
    }

    private ExitCode show(List<PipelineConfig> configs, Terminal terminal) throws Exception {
        var looks = looks(configs);
        if (output.isJson()) {
            terminal.line(Json.write(looks.stream().map(Look::json).toList()));
        } else {
            if (watch) {
                terminal.clear();
            }
            looks.forEach(look -> look.print(terminal));
        }
        return looks.stream()
                .map(Look::exitCode)
                .filter(code -> code != ExitCode.OK)
                .findFirst()
                .orElse(ExitCode.OK);
    }

    /** Looks at all pipelines at once, so that one that doesn't answer holds up no other. */
    private List<Look> looks(List<PipelineConfig> configs) throws Exception {
        var threads = Executors.newFixedThreadPool(configs.size());
        try {
            var looks = new ArrayList<Look>();
            for (var look : threads.invokeAll(configs.stream()
                    .map(config -> new Looking(config, Optional.ofNullable(urls)))
                    .toList())) {
                looks.add(look.get());
            }
            return looks;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
