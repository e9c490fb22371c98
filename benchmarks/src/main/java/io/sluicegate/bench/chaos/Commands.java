package io.sluicegate.bench.chaos;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Preparation;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.control.CommandLog;
import io.sluicegate.runtime.control.CommandNotWritten;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Sends commands, and repeats each until it is decided. */
final class Commands implements AutoCloseable {
    static final Duration GIVEN_UP = Duration.ofMinutes(3);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PipelineConfig config;
    private final LogWatch watch;
    private final CommandLog log;
    private final AtomicLong rollbacks = new AtomicLong();
    private final Map<AuditKind, Integer> decisions = new EnumMap<>(AuditKind.class);

    Commands(PipelineConfig config, Clients clients, LogWatch watch) {
        this.config = config;
        this.watch = watch;
        this.log = new CommandLog(clients, "chaos-commands");
    }

    /** A command on a version, with a unique id. */
    ModelCommand.Builder command(CommandKind kind, String version) {
        var id = UUID.randomUUID().toString();
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId(id)
                .setPipeline(config.pipeline())
                .setModel(Visits.MODEL)
                .setKind(kind)
                .setVersion(version)
                .setIssuedBy("chaos")
                .setIssuedAt(Instant.now());
    }

    /** An ABORT of the trial or the preparation; empty if there is none. */
    Optional<ModelCommand.Builder> abort(DeploymentView now) {
        return onTrial(now)
                .map(version -> command(CommandKind.ABORT, version.getVersion()).setExpectedRevision(now.revision()));
    }

    static Optional<DeployedVersion> onTrial(DeploymentView now) {
        return now.candidate().map(Arm::version).or(() -> now.preparing().map(Preparation::getTarget));
    }

    /** Returns the primary to the version before it. */
    ModelCommand.Builder rollback(DeploymentView now) {
        return command(CommandKind.ROLLBACK, version(now)).setExpectedRevision(now.revision());
    }

    /** The primary's version. */
    static String version(DeploymentView now) {
        return now.primary()
                .map(Arm::name)
                .orElseThrow(() ->
                        new CommandFailed(Message.BENCHMARK_FAILED, "Revision " + now.revision() + " has no primary"));
    }

    /** Appends the command until it is decided: a second one with its id is ignored. */
    void decide(ModelCommand command, BooleanSupplier stopped) throws InterruptedException {
        var deadline = Instant.now().plus(GIVEN_UP);
        while (!stopped.getAsBoolean() && Instant.now().isBefore(deadline)) {
            append(command);
            if (watch.await(
                    () -> stopped.getAsBoolean()
                            || watch.decided(command.getCommandId()).isPresent(),
                    PATIENCE)) {
                watch.decided(command.getCommandId()).ifPresent(this::count);
                return;
            }
        }
        if (!stopped.getAsBoolean()) {
            throw new CommandFailed(
                    Message.BENCHMARK_FAILED,
                    command.getKind() + " was not decided within " + GIVEN_UP.toSeconds() + " s");
        }
    }

    void decide(ModelCommand command) throws InterruptedException {
        decide(command, () -> false);
    }

    /** Appends the command once. */
    void append(ModelCommand command) {
        try {
            log.append(command);
            if (command.getKind() == CommandKind.ROLLBACK || command.getKind() == CommandKind.ABORT) {
                rollbacks.incrementAndGet();
            }
        } catch (CommandNotWritten e) {
            // a caller who needs a decision appends the command again
        }
    }

    private synchronized void count(AuditKind kind) {
        decisions.merge(kind, 1, Integer::sum);
    }

    /** The number of ROLLBACK and ABORT commands sent. */
    long rollbacks() {
        return rollbacks.get();
    }

    /** The number of decisions of each kind. */
    synchronized Map<AuditKind, Integer> decisions() {
        return Map.copyOf(decisions);
    }

    @Override
    public void close() {
        log.close();
    }
}
