package io.sluicegate.control.domain;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a rollback could take effect at once. It is asked all the time, so that people know before they need one. */
public final class WayBack {
    private WayBack() {}

    /** Why a rollback would have to be prepared first; empty when it wouldn't, or when there is no previous version. */
    public static Optional<String> trouble(Deployment current, Collection<InstanceStatus> statuses, Instant seen) {
        return Optional.ofNullable(current.getPrevious()).flatMap(previous -> missing(current, statuses, seen)
                .map(why -> "previous version %s is not ready everywhere: %s".formatted(previous.getVersion(), why)));
    }

    /** Which live instances lack the previous version, and why; or that no instance is alive. */
    static Optional<String> missing(Deployment current, Collection<InstanceStatus> statuses, Instant seen) {
        var standings = Standing.ofLive(statuses, current.getPrevious(), lastChange(current), seen);
        return standings.isEmpty() ? Optional.of("no live instance") : notReady(standings);
    }

    /** Since the revision before this tenure each deployment names the previous version, so who had it ready still has. */
    private static long lastChange(Deployment current) {
        return current.getTenure() - 1;
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
