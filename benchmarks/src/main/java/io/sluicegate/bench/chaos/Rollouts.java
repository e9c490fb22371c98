package io.sluicegate.bench.chaos;

import io.sluicegate.bundle.BundleStore.Published;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An operator who keeps deploying, trying, shifting, promoting, aborting and rolling back, and repeats each command until it is decided.
 */
final class Rollouts implements AutoCloseable {
    private static final int SHORTEST_PAUSE_MS = 500;
    private static final int PAUSE_MS = 2_000;

    private final PipelineConfig config;
    private final Map<String, Published> versions;
    private final LogWatch watch;
    private final Commands commands;
    private final Random random;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Thread thread = new Thread(this::go, "rollouts");
    private volatile boolean stopped;

    Rollouts(PipelineConfig config, Map<String, Published> versions, LogWatch watch, Commands commands, long seed) {
        this.config = config;
        this.versions = versions;
        this.watch = watch;
        this.commands = commands;
        this.random = new Random(seed);
        thread.setDaemon(true);
    }

    /** Registers all versions and waits until the first decides. */
    void first() throws InterruptedException {
        for (var version : Versions.ALL) {
            var published = Objects.requireNonNull(versions.get(version), version);
            commands.decide(commands.command(CommandKind.REGISTER, version)
                    .setLocation(published.location())
                    .setBundleDigest(published.digest())
                    .setFeatureSetFingerprint(config.features().fingerprint())
                    .build());
        }
        commands.decide(commands.command(CommandKind.DEPLOY, "1").build());
        if (!watch.await(this::hasPrimary, Commands.GIVEN_UP)) {
            throw new CommandFailed(
                    Message.BENCHMARK_FAILED,
                    "The first version was not activated within " + Commands.GIVEN_UP.toSeconds() + " s");
        }
    }

    private boolean hasPrimary() {
        return watch.deployment().flatMap(DeploymentView::primary).isPresent();
    }

    void start() {
        thread.start();
    }

    /** Commands of another's, during which this operator gives none. */
    @FunctionalInterface
    interface Turn {
        void take() throws Exception;
    }

    /** Lets another party send commands while this operator waits. */
    void pauseFor(Turn other) throws Exception {
        turn.lockInterruptibly();
        try {
            other.take();
        } finally {
            turn.unlock();
        }
    }

    private void go() {
        try {
            while (!stopped) {
                pauseFor(this::one);
                TimeUnit.MILLISECONDS.sleep(SHORTEST_PAUSE_MS + random.nextInt(PAUSE_MS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the operator gives up", e);
        }
    }

    private void one() throws InterruptedException {
        commands.decide(next(watch.deployment().orElseThrow()), () -> stopped);
        watch.await(
                () -> stopped || !watch.preparing(),
                config.model().prepareTimeout().multipliedBy(2));
    }

    private ModelCommand next(DeploymentView now) {
        var kinds = new ArrayList<CommandKind>();
        if (now.candidate().isPresent()) {
            kinds.add(CommandKind.SHIFT);
            kinds.add(CommandKind.PROMOTE);
            kinds.add(CommandKind.ABORT);
            kinds.add(CommandKind.ABORT);
        } else {
            kinds.add(CommandKind.DEPLOY);
            kinds.add(CommandKind.CANARY);
            if (now.wayBack().isPresent()) {
                kinds.add(CommandKind.ROLLBACK);
                kinds.add(CommandKind.ROLLBACK);
            }
        }
        var kind = kinds.get(random.nextInt(kinds.size()));
        return switch (kind) {
            case DEPLOY -> commands.command(kind, other(now)).build();
            case CANARY -> commands.command(kind, other(now)).setPercent(30.0).build();
            case SHIFT -> commands.command(kind, "").setPercent(60.0).build();
            case ABORT -> commands.abort(now).orElseThrow().build();
            case ROLLBACK -> commands.rollback(now).build();
            default -> commands.command(kind, "").build();
        };
    }

    /** A version that is not the primary, by chance. */
    String other(DeploymentView now) {
        var primary = now.primary().map(Arm::name).orElse("");
        var others = Versions.ALL.stream()
                .filter(version -> !version.equals(primary))
                .toList();
        return others.get(random.nextInt(others.size()));
    }

    /** Stops sending commands, without waiting for the current one. Ends a trial, because no trigger is written during a trial. */
    void stop() throws InterruptedException {
        stopped = true;
        if (thread.isAlive()) {
            thread.join();
        }
        watch.await(() -> !watch.preparing(), Commands.GIVEN_UP);
        var abort =
                watch.deployment().filter(now -> now.candidate().isPresent()).flatMap(commands::abort);
        if (abort.isPresent()) {
            commands.decide(abort.get().build());
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
