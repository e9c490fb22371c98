package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Progress.Aborted;
import io.sluicegate.control.domain.Progress.Activated;
import io.sluicegate.control.domain.Progress.Waiting;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Preparation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The second phase: completes a preparation once every live instance has the version ready, and gives it up as soon as a live instance
 * fails or the deadline passes. A bad version may keep all instances down, and its rollback must survive that: the rollback outlasts its
 * deadline while no instance is alive, and gets the full time again once one is.
 *
 * <p>A status counts only if the instance has read the revision that asks for the preparation. So an old failure doesn't abort a second
 * attempt, and an instance that is about to unload the version doesn't count as ready.
 */
public final class Preparations {
    private Preparations() {}

    /**
     * Empty when nothing is being prepared. The revision that ends a preparation names the command that asked for the preparation, not
     * one that came later, such as a PAUSE.
     *
     * @param asked the command that asked for the preparation, if it is still known
     * @param seen the time up to which statuses are known, which decides who is alive and whether the deadline has passed
     * @param now when this is decided
     */
    public static Optional<Progress> progress(
            Deployment current,
            Optional<ModelCommand> asked,
            Collection<InstanceStatus> statuses,
            Instant seen,
            Instant now) {
        return Optional.ofNullable(current.getPreparing())
                .map(preparing -> progress(
                        DeploymentView.of(causedBy(preparing, asked, current)),
                        preparing,
                        live(current, statuses, seen),
                        seen,
                        now));
    }

    private static Deployment causedBy(Preparation preparing, Optional<ModelCommand> asked, Deployment current) {
        return Deployment.newBuilder(current)
                .setCommandId(preparing.getCommandId())
                .setCorrelationId(asked.map(ModelCommand::getCorrelationId).orElseGet(current::getCorrelationId))
                .build();
    }

    private static Progress progress(
            DeploymentView current, Preparation preparing, List<InstanceStatus> live, Instant seen, Instant now) {
        var standings = live.stream()
                .map(status -> Standing.of(status, preparing.getTarget(), current.revision()))
                .toList();
        return progress(current, preparing, standings, isInTime(preparing, live, seen), now);
    }

    private static Progress progress(
            DeploymentView current, Preparation preparing, List<Standing> standings, boolean inTime, Instant now) {
        var failed = words(standings, Standing::failed);
        if (!failed.isEmpty()) {
            return abort(current, preparing, failed, now);
        }
        var waitingFor = words(standings, standing -> !standing.ready());
        if (!standings.isEmpty() && waitingFor.isEmpty()) {
            return activate(current, preparing, standings.size(), now);
        }
        var reason = standings.isEmpty() ? "no live instance" : "not ready: " + waitingFor;
        return inTime ? new Waiting(reason) : abort(current, preparing, "timed out, " + reason, now);
    }

    private static boolean isInTime(Preparation preparing, List<InstanceStatus> live, Instant seen) {
        return seen.isBefore(preparing.getDeadline())
                || (InForce.isRollback(preparing) && isInTimeSinceLife(preparing, live, seen));
    }

    /** A bad version may have brought every instance down: the time until an instance is up again doesn't count. */
    private static boolean isInTimeSinceLife(Preparation preparing, List<InstanceStatus> live, Instant seen) {
        var time = Duration.between(preparing.getSince(), preparing.getDeadline());
        return live.stream().map(InstanceStatus::getStartedAt).allMatch(since -> seen.isBefore(since.plus(time)));
    }

    private static List<InstanceStatus> live(Deployment current, Collection<InstanceStatus> statuses, Instant seen) {
        return statuses.stream()
                .filter(status -> status.getPipeline().equals(current.getPipeline()))
                .filter(status -> Liveness.isAlive(status, seen))
                .toList();
    }

    private static Progress activate(DeploymentView current, Preparation preparing, int instances, Instant now) {
        var next =
                switch (preparing.getGoal()) {
                    case DEPLOY -> asPrimary(current, preparing, now);
                    case ROLLBACK -> asReturned(current, preparing, now);
                    case SHADOW -> asShadow(current, preparing, now);
                    default -> asCandidate(current, preparing, now);
                };
        return new Activated(next, "%s: ready on %d live instance(s)".formatted(next.getChange(), instances));
    }

    private static Deployment asPrimary(DeploymentView current, Preparation preparing, Instant now) {
        var version = preparing.getTarget();
        var before = current.primary().map(Arm::version).stream().toList();
        return Revisions.next(
                current,
                "version %s is the primary".formatted(version.getVersion()),
                now,
                next -> Revisions.alone(next, version).setWarm(before).setPreparing(null));
    }

    private static Deployment asReturned(DeploymentView current, Preparation preparing, Instant now) {
        var change = "back from version %s to version %s"
                .formatted(
                        InForce.name(current.primary()), preparing.getTarget().getVersion());
        return Revisions.next(current, change, now, Rollback.returnTo(preparing.getTarget()));
    }

    /** The deciding arms keep their salt and their tenure. */
    private static Deployment asShadow(DeploymentView current, Preparation preparing, Instant now) {
        var version = preparing.getTarget();
        int buckets = preparing.getBuckets();
        return Revisions.next(
                current,
                "version %s shadows %s of the keys".formatted(version.getVersion(), Shares.words(buckets)),
                now,
                next -> Revisions.withShadow(next, version, buckets).setPreparing(null));
    }

    /** Each trial gets a new routing salt, instead of trying every candidate on the same keys. */
    private static Deployment asCandidate(DeploymentView current, Preparation preparing, Instant now) {
        var version = preparing.getTarget();
        var primary = current.primary().orElseThrow().version();
        int buckets = preparing.getBuckets();
        return Revisions.next(
                current,
                "version %s is on trial with %s of the keys".formatted(version.getVersion(), Shares.words(buckets)),
                now,
                next -> Revisions.trial(next, primary, version, buckets)
                        .setSalt(current.record().getPipeline() + "/" + preparing.getCommandId())
                        .setPreparing(null));
    }

    private static Progress abort(DeploymentView current, Preparation preparing, String why, Instant now) {
        var version = preparing.getTarget().getVersion();
        var change = InForce.isRollback(preparing)
                ? "gave up the rollback to version %s, version %s still decides: %s"
                        .formatted(version, InForce.name(current.primary()), why)
                : "gave up preparing version %s: %s".formatted(version, why);
        return new Aborted(Revisions.next(current, change, now, next -> next.setPreparing(null)), change);
    }

    private static String words(List<Standing> standings, Predicate<Standing> which) {
        return standings.stream().filter(which).map(Standing::words).sorted().collect(Collectors.joining("; "));
    }
}
