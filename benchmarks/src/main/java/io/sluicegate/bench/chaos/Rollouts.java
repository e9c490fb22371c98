package io.sluicegate.bench.chaos;

import io.sluicegate.bundle.BundleStore.Published;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.platform.kafka.Clients;
import io.sluicegate.platform.kafka.CommandLog;
import io.sluicegate.platform.kafka.CommandNotWritten;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.sandbox.CommandFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An operator who deploys, tries, shifts, promotes and rolls back all the time, and repeats a command until it is decided. */
final class Rollouts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GIVEN_UP = Duration.ofMinutes(3);
    private static final int SHORTEST_PAUSE_MS = 500;
    private static final int PAUSE_MS = 2_000;

    private final PipelineConfig config;
    private final Map<String, Published> versions;
    private final LogWatch watch;
    private final CommandLog log;
    private final Random random;
    private final AtomicLong rollbacks = new AtomicLong();
    private final Map<AuditKind, Integer> decisions = new EnumMap<>(AuditKind.class);
    private final Thread thread = new Thread(this::go, "rollouts");
    private volatile boolean stopped;

    Rollouts(PipelineConfig config, Clients clients, Map<String, Published> versions, LogWatch watch, long seed) {
        this.config = config;
        this.versions = versions;
        this.watch = watch;
        this.log = new CommandLog(clients, "chaos-commands");
        this.random = new Random(seed);
        thread.setDaemon(true);
    }

    /** Registers all versions and waits until the first decides. */
    void first() throws InterruptedException {
        for (var version : Versions.ALL) {
            var published = Objects.requireNonNull(versions.get(version), version);
            decide(command(CommandKind.REGISTER, version)
                    .setLocation(published.location())
                    .setBundleDigest(published.digest())
                    .setFeatureSetFingerprint(config.features().fingerprint())
                    .build());
        }
        decide(command(CommandKind.DEPLOY, "1").build());
        if (!watch.await(this::hasPrimary, GIVEN_UP)) {
            throw new CommandFailed("The first version was not activated within " + GIVEN_UP.toSeconds() + " s.");
        }
    }

    private boolean hasPrimary() {
        return watch.deployment().filter(now -> now.getPrimary() != null).isPresent();
    }

    void start() {
        thread.start();
    }

    /** How many rollbacks have been commanded. */
    long rollbacks() {
        return rollbacks.get();
    }

    /** How many commands were decided, and how. */
    synchronized Map<AuditKind, Integer> decisions() {
        return Map.copyOf(decisions);
    }

    private void go() {
        try {
            while (!stopped) {
                decide(next(watch.deployment().orElseThrow()));
                watch.await(
                        () -> stopped || !watch.preparing(),
                        config.model().prepareTimeout().multipliedBy(2));
                TimeUnit.MILLISECONDS.sleep(SHORTEST_PAUSE_MS + random.nextInt(PAUSE_MS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ModelCommand next(Deployment now) {
        var kinds = new ArrayList<CommandKind>();
        if (now.getCandidate() != null) {
            kinds.addAll(List.of(CommandKind.SHIFT, CommandKind.PROMOTE, CommandKind.ABORT, CommandKind.ABORT));
        } else {
            kinds.addAll(List.of(CommandKind.DEPLOY, CommandKind.CANARY));
            if (now.getPrevious() != null) {
                kinds.addAll(List.of(CommandKind.ROLLBACK, CommandKind.ROLLBACK));
            }
        }
        var kind = kinds.get(random.nextInt(kinds.size()));
        return switch (kind) {
            case DEPLOY -> command(kind, other(now)).build();
            case CANARY -> command(kind, other(now)).setPercent(30.0).build();
            case ROLLBACK -> aimed(kind, now, now.getPrimary()).build();
            case ABORT -> aimed(kind, now, now.getCandidate()).build();
            case SHIFT -> command(kind, "").setPercent(60.0).build();
            default -> command(kind, "").build();
        };
    }

    private ModelCommand.Builder aimed(CommandKind kind, Deployment now, @Nullable DeployedVersion version) {
        return command(kind, Objects.requireNonNull(version).getVersion()).setExpectedRevision(now.getRevision());
    }

    private String other(Deployment now) {
        DeployedVersion primary = now.getPrimary();
        var others = Versions.ALL.stream()
                .filter(version -> primary == null || !version.equals(primary.getVersion()))
                .toList();
        return others.get(random.nextInt(others.size()));
    }

    /** Appends the command again and again until it is decided: a second one with its id is ignored. */
    private void decide(ModelCommand command) throws InterruptedException {
        var deadline = Instant.now().plus(GIVEN_UP);
        while (!stopped && Instant.now().isBefore(deadline)) {
            append(command);
            if (watch.await(
                    () -> stopped || watch.decided(command.getCommandId()).isPresent(), PATIENCE)) {
                watch.decided(command.getCommandId()).ifPresent(this::count);
                return;
            }
        }
        if (!stopped) {
            throw new CommandFailed(command.getKind() + " was not decided within " + GIVEN_UP.toSeconds() + " s.");
        }
    }

    private synchronized void count(AuditKind kind) {
        decisions.merge(kind, 1, Integer::sum);
    }

    private void append(ModelCommand command) {
        try {
            log.append(command);
            if (command.getKind() == CommandKind.ROLLBACK || command.getKind() == CommandKind.ABORT) {
                rollbacks.incrementAndGet();
            }
        } catch (CommandNotWritten e) {
            // the next round appends it again
        }
    }

    private ModelCommand.Builder command(CommandKind kind, String version) {
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

    /** No further commands; one that is under way is left to its fate. A trial ends: during one no new version is called for. */
    void stop() throws InterruptedException {
        stopped = true;
        if (thread.isAlive()) {
            thread.join();
        }
        watch.await(() -> !watch.preparing(), GIVEN_UP);
        if (onTrial()) {
            var now = watch.deployment().orElseThrow();
            append(aimed(CommandKind.ABORT, now, now.getCandidate()).build());
            watch.await(() -> !onTrial(), PATIENCE);
        }
    }

    private boolean onTrial() {
        return watch.deployment().filter(now -> now.getCandidate() != null).isPresent();
    }

    @Override
    public void close() {
        stopped = true;
        log.close();
    }
}
