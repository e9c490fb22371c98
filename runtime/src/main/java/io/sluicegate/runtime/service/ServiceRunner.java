package io.sluicegate.runtime.service;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.http.CannotBind;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.kafka.AlreadyRunning;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.kafka.ClusterCheck;
import io.sluicegate.runtime.kafka.IncompatibleSchema;
import io.sluicegate.runtime.kafka.KafkaUnreachable;
import io.sluicegate.runtime.kafka.KeptTooShort;
import io.sluicegate.runtime.kafka.TopicsContradict;
import io.sluicegate.runtime.kafka.TopicsMissing;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.nio.file.Path;
import java.time.Duration;
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

    private final List<StageFactory> factories;
    private final Consumer<ExitReason> teller;
    private final AtomicBoolean told = new AtomicBoolean();
    private final CompletableFuture<ExitReason> end = new CompletableFuture<>();
    private final CompletableFuture<ExitReason> ended = new CompletableFuture<>();
    private volatile Duration drain = Duration.ZERO;

    public ServiceRunner(StageFactory... factories) {
        this(List.of(factories), reason -> {});
    }

    /**
     * Runs these stages.
     *
     * @param teller receives the reason of a failure as soon as it is known, before the stages drain
     */
    public ServiceRunner(List<StageFactory> factories, Consumer<ExitReason> teller) {
        this.factories = List.copyOf(factories);
        this.teller = teller;
    }

    /** The {@code main} of a service; its one argument is the pipeline's file. */
    public static void main(String[] arguments, StageFactory... factories) {
        main(arguments, List.of(factories), reason -> {});
    }

    /**
     * The {@code main} of a service.
     *
     * @param teller receives the reason of a failure as soon as it is known, before the stages drain
     */
    public static void main(String[] arguments, List<StageFactory> factories, Consumer<ExitReason> teller) {
        var runner = new ServiceRunner(factories, teller);
        Runtime.getRuntime().addShutdownHook(new Thread(runner::stopProcess, "stop"));
        var reason = arguments.length == 1
                ? runner.run(Path.of(arguments[0]), System.getenv())
                : runner.ended(new ExitReason(
                        ExitCode.BAD_CONFIGURATION, "say which pipeline to run: give the path of its file"));
        System.exit(reason.code().code());
    }

    /** Runs the stages until something stops them, and returns the reason. */
    public ExitReason run(Path file, Map<String, String> environment) {
        try {
            return ended(run(PipelineConfigReader.read(file, environment)));
        } catch (ConfigException e) {
            e.problems()
                    .forEach(problem ->
                            LOG.atError().addKeyValue("problem", problem).log("configuration is wrong"));
            return ended(new ExitReason(
                    ExitCode.BAD_CONFIGURATION, file + " has " + e.problems().size() + " problems; correct them"));
        } catch (Throwable e) {
            return ended(reason(e));
        }
    }

    /** Asks the running service to drain and stop; returns at once. */
    public void stop() {
        end.complete(new ExitReason(ExitCode.OK, "asked to stop"));
    }

    private ExitReason run(PipelineConfig config) {
        drain = config.service().drain();
        var registry = MeterRegistries.prometheus();
        var metrics = new PipelineMetrics(registry, config.pipeline());
        try (var clients = new Clients(config.kafka(), config.service());
                var stages = stages(new StageContext(config, metrics, clients));
                var http = HttpServer.start(
                        config.service().host(),
                        config.service().port(),
                        registry,
                        stages::trouble,
                        stages::remarks,
                        stages::routes)) {
            LOG.atInfo()
                    .addKeyValue("stage", stages.name())
                    .addKeyValue("url", http.url())
                    .log("service starts");
            stages.measure(registry);
            var unused = stages.stopped().thenAccept(end::complete);
            var unusedStart = CompletableFuture.runAsync(
                            () -> start(config, clients, metrics, stages), task -> new Thread(task, "start").start())
                    .exceptionally(this::failed);
            return told(end.join());
        } catch (ConfigException e) {
            return reason(e);
        }
    }

    private StageGroup stages(StageContext context) {
        return new StageGroup(
                factories.stream().map(factory -> factory.create(context)).toList());
    }

    private static void start(PipelineConfig config, Clients clients, PipelineMetrics metrics, StageGroup stages) {
        ClusterCheck.await(config, clients);
        int fragile = ClusterCheck.fragile(config, clients).size();
        metrics.gauge(Metric.TOPICS_FRAGILE, fragile, Integer::doubleValue);
        stages.start();
    }

    private Void failed(Throwable fault) {
        end.complete(reason(fault.getCause() == null ? fault : fault.getCause()));
        return null;
    }

    private static ExitReason reason(Throwable fault) {
        var line = String.valueOf(fault.getMessage());
        if (fault instanceof CannotBind) {
            return new ExitReason(ExitCode.CANNOT_BIND, line);
        }
        if (fault instanceof KafkaUnreachable
                || fault instanceof TopicsMissing
                || fault instanceof TopicsContradict
                || fault instanceof KeptTooShort
                || fault instanceof AlreadyRunning) {
            return new ExitReason(ExitCode.KAFKA, line);
        }
        if (fault instanceof IncompatibleSchema || fault instanceof ConfigException) {
            return new ExitReason(ExitCode.BAD_CONFIGURATION, line);
        }
        LOG.atError().setCause(fault).log("service failed");
        return new ExitReason(ExitCode.UNEXPECTED, fault + "; the log has the stack trace, please report it");
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
        var patience = drain.multipliedBy(factories.size()).plus(SLACK);
        var code = ended.thenApply(ExitReason::code)
                .completeOnTimeout(ExitCode.UNEXPECTED, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Runtime.getRuntime().halt(code.code());
    }
}
