package io.sluicegate.control.domain;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells whether a rollback could take effect at once. Checked all the time, so that people know before they need a rollback. */
public final class WayBack {
    private WayBack() {}

    /** Why a rollback would be prepared first; empty if it could take effect at once, or if there is no previous version. */
    public static Optional<String> trouble(Deployment current, Collection<InstanceStatus> statuses, Instant seen) {
        var view = DeploymentView.of(current);
        return view.wayBack().flatMap(previous -> missing(view, previous, statuses, seen)
                .map(why -> "previous version %s is not ready everywhere: %s".formatted(previous.getVersion(), why)));
    }

    /** Which live instances lack the previous version, and why; or that no instance is alive. */
    static Optional<String> missing(
            DeploymentView current, DeployedVersion previous, Collection<InstanceStatus> statuses, Instant seen) {
        var standings = Standing.ofLive(statuses, previous, lastChange(current), seen);
        return standings.isEmpty() ? Optional.of("no live instance") : notReady(standings);
    }

    /** Every deployment since this revision names the previous version, so an instance that had it ready still has it. */
    private static long lastChange(DeploymentView current) {
        return current.tenure() - 1;
    }

    private static Optional<String> notReady(List<Standing> standings) {
        var words = standings.stream()
                .filter(standing -> !standing.ready())
                .map(Standing::words)
                .sorted()
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
