package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner of stages as a process: reads the configuration, serves HTTP, starts the stages, and on SIGTERM drains and stops them.
 */
public final class ServiceRunner {
    /** The time beyond the stages' draining after which a stopped process halts. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);

    private final ServiceStages stages;
    private final Consumer<ExitReason> teller;
    private final AtomicBoolean told = new AtomicBoolean();
    private final CompletableFuture<ExitReason> end = new CompletableFuture<>();
    private final CompletableFuture<ExitReason> ended = new CompletableFuture<>();
    private volatile Duration drain = Duration.ZERO;

    /** Runs a stage by each factory. */
    public ServiceRunner(StageFactory... factories) {
        this(List.of(factories), reason -> {});
    }

    /** Runs a stage by each factory. */
    public ServiceRunner(List<StageFactory> factories, Consumer<ExitReason> teller) {
        this(ServiceStages.ofEach(factories), teller);
    }

    /**
     * Runs these stages.
     *
     * @param teller receives the reason of a failure as soon as it is known, before the stages drain
     */
    public ServiceRunner(ServiceStages stages, Consumer<ExitReason> teller) {
        this.stages = stages;
        this.teller = teller;
    }

    /** The {@code main} of a service; its arguments are the pipelines' files. */
    public static void main(String[] arguments, StageFactory... factories) {
        main(
                ServiceFiles.of(Arrays.stream(arguments).map(Path::of).toList()),
                ServiceStages.ofEach(List.of(factories)),
                reason -> {});
    }

    /**
     * The {@code main} of a service.
     *
     * @param teller receives the reason of a failure as soon as it is known, before the stages drain
     */
    public static void main(ServiceFiles files, ServiceStages stages, Consumer<ExitReason> teller) {
        var runner = new ServiceRunner(stages, teller);
        Runtime.getRuntime().addShutdownHook(new Thread(runner::stopProcess, "stop"));
        var reason = files.files().isEmpty()
                ? runner.ended(new ExitReason(
                        ExitCode.BAD_CONFIGURATION, "say which pipeline to run: give the path of its file"))
                : runner.run(files, System.getenv());
        System.exit(reason.code().code());
    }

    /** Runs the stages of one pipeline until something stops them, and returns the reason. */
    public ExitReason run(Path file, Map<String, String> environment) {
        return run(ServiceFiles.of(List.of(file)), environment);
    }

    /** Runs the stages until something stops them, and returns the reason. */
    public ExitReason run(ServiceFiles files, Map<String, String> environment) {
        try {
            return ended(run(files.read(environment)));
        } catch (ConfigException e) {
            e.problems()
                    .forEach(problem ->
                            LOG.atError().addKeyValue("problem", problem).log("configuration is wrong"));
            return ended(new ExitReason(
                    ExitCode.BAD_CONFIGURATION, files + " has " + e.problems().size() + " problems; correct them"));
        } catch (Throwable e) {
            return ended(reason(e));
        }
    }

    /** Asks the running service to drain and stop; returns at once. */
    public void stop() {
        end.complete(new ExitReason(ExitCode.OK, "asked to stop"));
    }

    private ExitReason run(List<PipelineConfig> configs) {
        try (var service = Service.open(configs, stages)) {
            drain = service.drain();
            LOG.atInfo()
                    .addKeyValue("stage", service.stages().name())
                    .addKeyValue("url", service.url())
                    .log("service starts");
            var unused = service.stages().stopped().thenAccept(end::complete);
            var unusedStart = CompletableFuture.runAsync(service::start, task -> new Thread(task, "start").start())
                    .exceptionally(this::failed);
            return told(end.join());
        } catch (ConfigException e) {
            return reason(e);
        }
    }

    private Void failed(Throwable fault) {
        end.complete(reason(fault.getCause() == null ? fault : fault.getCause()));
        return null;
    }

    private static ExitReason reason(Throwable fault) {
        return KnownFaults.reason(fault).orElseGet(() -> {
            LOG.atError().setCause(fault).log("service failed");
            return new ExitReason(ExitCode.UNEXPECTED, fault + "; the log has the stack trace, please report it");
        });
    }

    /** Passes the reason of a failure to the teller: a person who started the process by hand may see no log. */
    private ExitReason told(ExitReason reason) {
        if (reason.code() != ExitCode.OK && told.compareAndSet(false, true)) {
            teller.accept(reason);
        }
        return reason;
    }

    private ExitReason ended(ExitReason reason) {
        told(reason);
        var level = reason.code() == ExitCode.OK ? LOG.atInfo() : LOG.atError();
        level.addKeyValue("code", reason.code().code())
                .addKeyValue("reason", reason.line())
                .log("service stopped");
        ended.complete(reason);
        return reason;
    }

    /** Halts with the exit code of the reason, because a JVM that a signal stops would exit with the signal's. */
    private void stopProcess() {
        stop();
        var patience = drain.plus(SLACK);
        var code = ended.thenApply(ExitReason::code)
                .completeOnTimeout(ExitCode.UNEXPECTED, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Runtime.getRuntime().halt(code.code());
    }
}
