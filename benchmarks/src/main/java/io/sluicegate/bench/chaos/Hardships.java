package io.sluicegate.bench.chaos;

import static io.sluicegate.bench.local.Await.until;

import io.sluicegate.bench.chaos.domain.Loss;
import io.sluicegate.bench.chaos.domain.Repeated;
import io.sluicegate.bundle.BundleStore.Published;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Hardships by commands: a repeated command, two racing commands, and a rollback to a lost bundle. The operator sends no other commands
 * meanwhile.
 */
final class Hardships {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long PAUSE_MS = 200;
    private static final double SHARE = 30;
    private static final int ATTEMPTS = 5;

    private final Rollouts rollouts;
    private final Commands commands;
    private final LogWatch watch;
    private final Services services;
    private final Map<String, Published> versions;
    private final List<Repeated> repeated = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();

    Hardships(
            Rollouts rollouts, Commands commands, LogWatch watch, Services services, Map<String, Published> versions) {
        this.rollouts = rollouts;
        this.commands = commands;
        this.watch = watch;
        this.services = services;
        this.versions = versions;
    }

    /** Sends the same change twice under different ids, as an operator does whose command line gave up waiting. */
    void repeat() throws Exception {
        rollouts.pauseFor(() -> {
            var now = reach(CommandKind.CANARY, it -> it.candidate().isPresent());
            var first = commands.abort(now).orElseThrow().build();
            var second = commands.abort(now).orElseThrow().build();
            commands.append(first);
            commands.append(second);
            decided("ABORT of version " + first.getVersion(), first, second);
        });
    }

    /** An operator and a policy, who both saw the same revision. */
    void race() throws Exception {
        rollouts.pauseFor(() -> {
            var now = reachPrevious();
            var ours = commands.rollback(now).build();
            var theirs = commands.rollback(now).setIssuedBy("chaos-policy").build();
            var policy = new Thread(() -> commands.append(theirs), "racing-policy");
            policy.start();
            commands.append(ours);
            policy.join();
            decided("ROLLBACK of version " + ours.getVersion(), ours, theirs);
        });
    }

    private void decided(String what, ModelCommand... wishes) throws InterruptedException {
        for (var wish : wishes) {
            commands.decide(wish);
        }
        repeated.add(new Repeated(
                what, List.of(wishes).stream().map(ModelCommand::getCommandId).toList()));
    }

    /**
     * A rollback while the bundle that it goes back to is away, and no instance has it loaded. A policy may go back to that version just
     * before the bundle is away: then no scorer can return without it, and the hardship begins anew.
     */
    void lose(Duration time) throws Exception {
        rollouts.pauseFor(() -> {
            for (int attempt = 1; !isLost(time); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new CommandFailed(
                            Message.BENCHMARK_FAILED, "policies went back to each version whose bundle was to be lost");
                }
            }
        });
    }

    /**
     * Takes the bundle away, asks for the rollback, and brings the bundle back; returns whether the version stayed the previous one
     * meanwhile. All drift windows in which that version decided are reported before: a detector that has been restarted can't count or
     * judge their rows without the bundle's reference.
     */
    private boolean isLost(Duration time) throws Exception {
        var now = reachPrevious();
        var lost = now.wayBack().orElseThrow();
        var decidedUntil = watch.newestEvent();
        until("a report of a drift window after " + decidedUntil, PATIENCE, () -> watch.newestWindow()
                .isAfter(decidedUntil));
        var place =
                Path.of(Objects.requireNonNull(versions.get(lost.getVersion())).location());
        var away = place.resolveSibling(".lost-" + lost.getVersion());
        Files.move(place, away);
        var killed = Instant.now();
        boolean isPrevious;
        try {
            restartScorers();
            until("the return of the scorers", PATIENCE, () -> !isPrevious(lost) || back(killed));
            isPrevious = isPrevious(lost);
            if (isPrevious) {
                ask(lost, time);
            }
        } finally {
            Files.move(away, place);
        }
        until("the return of the scorers", PATIENCE, () -> back(killed));
        until("the end of the preparation", PATIENCE, () -> !watch.preparing());
        return isPrevious;
    }

    private boolean isPrevious(DeployedVersion version) {
        return watch.deployment().flatMap(DeploymentView::wayBack).equals(Optional.of(version));
    }

    private void restartScorers() throws Exception {
        var names = services.scorers();
        for (var name : names) {
            var process = services.release(name);
            process.signal("KILL");
            process.close();
        }
        for (var name : names) {
            services.start(name);
        }
    }

    /** Each has started anew and can decide by the primary. */
    private boolean back(Instant killed) {
        var primary = watch.deployment()
                .flatMap(DeploymentView::primary)
                .orElseThrow()
                .version();
        return services.scorers().stream().allMatch(name -> watch.status(name)
                .filter(status -> status.getStartedAt().isAfter(killed) && isReady(status, primary))
                .isPresent());
    }

    private static boolean isReady(InstanceStatus status, DeployedVersion version) {
        return status.getVersions().stream()
                .anyMatch(held -> held.getState() == LoadState.READY
                        && held.getBundleDigest().equals(version.getBundleDigest()));
    }

    private void ask(DeployedVersion lost, Duration time) throws InterruptedException {
        var from = Instant.now();
        var rollback = commands.rollback(watch.deployment().orElseThrow()).build();
        commands.decide(rollback);
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        losses.add(new Loss(lost.getVersion(), lost.getBundleDigest(), rollback.getCommandId(), from, Instant.now()));
    }

    /** A primary with a version before it, and nothing else under way. */
    private DeploymentView reachPrevious() throws InterruptedException {
        return reach(
                CommandKind.DEPLOY,
                now -> now.wayBack().isPresent()
                        && now.candidate().isEmpty()
                        && now.preparing().isEmpty());
    }

    /** Has what is wanted, by another version where need be. Nobody else gives commands now but policies. */
    private DeploymentView reach(CommandKind kind, Predicate<DeploymentView> wanted) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            watch.await(() -> !watch.preparing(), PATIENCE);
            var now = watch.deployment().orElseThrow();
            if (wanted.test(now)) {
                return now;
            }
            commands.decide(step(kind, now));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        throw new CommandFailed(
                Message.BENCHMARK_FAILED,
                "No %s within %d s; in force: %s"
                        .formatted(
                                kind,
                                PATIENCE.toSeconds(),
                                watch.deployment().orElseThrow().record()));
    }

    private ModelCommand step(CommandKind kind, DeploymentView now) {
        return commands.abort(now)
                .orElseGet(() -> commands.command(kind, rollouts.other(now))
                        .setPercent(kind == CommandKind.CANARY ? SHARE : null))
                .build();
    }

    /** The wishes that were given several times. */
    List<Repeated> repeated() {
        return List.copyOf(repeated);
    }

    /** The times in which a version was lost. */
    List<Loss> losses() {
        return List.copyOf(losses);
    }
}
