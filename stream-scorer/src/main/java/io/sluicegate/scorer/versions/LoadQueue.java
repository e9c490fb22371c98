package io.sluicegate.scorer.versions;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.runtime.service.UnendingTask;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loads of a holder, in order of rank, each on a thread of its own. Versions that have decided load one after the other, and don't
 * wait for new versions. New versions load one after the other while no version that has decided loads or waits. So at most two loads are
 * under way at once, and at most one of a version that may do harm. A load that takes longer than its time can't be ended, for native code
 * can't, but it no longer holds up the others.
 */
final class LoadQueue {
    private static final Logger LOG = LoggerFactory.getLogger(LoadQueue.class);

    private final Duration patience;
    private final Predicate<DeployedVersion> hasDecided;
    private final Comparator<DeployedVersion> rank;
    private final Consumer<DeployedVersion> load;
    private final Set<DeployedVersion> waiting = new LinkedHashSet<>();
    private final Map<DeployedVersion, UnderWay> underWay = new HashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "sluicegate-version-clock"));
    private boolean stopped;

    /** A load under way, and whether it holds up others. */
    private record UnderWay(Thread thread, boolean hasDecided, boolean isOverdue) {
        UnderWay overdue() {
            return new UnderWay(thread, hasDecided, true);
        }
    }

    /**
     * @param patience the time after which a load no longer holds up others
     * @param hasDecided whether a version has decided before
     * @param rank the order of versions that wait
     * @param load loads a version
     */
    LoadQueue(
            Duration patience,
            Predicate<DeployedVersion> hasDecided,
            Comparator<DeployedVersion> rank,
            Consumer<DeployedVersion> load) {
        this.patience = patience;
        this.hasDecided = hasDecided;
        this.rank = rank;
        this.load = load;
    }

    /** Loads the version when its turn comes. */
    synchronized void add(DeployedVersion version) {
        waiting.add(version);
        look();
    }

    /** Loads the version when its turn comes after a while. */
    synchronized Future<?> addLater(DeployedVersion version, Duration delay) {
        if (stopped) {
            return CompletableFuture.completedFuture(version);
        }
        var task = new UnendingTask("retry version " + version.getVersion(), () -> add(version));
        return clock.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins what may begin, for example because versions have another rank now. */
    synchronized void look() {
        for (var next = next(); next.isPresent() && !stopped; next = next()) {
            begin(next.get());
        }
    }

    /** The first version that waits, if it may begin. */
    private Optional<DeployedVersion> next() {
        return waiting.stream()
                .filter(version -> !underWay.containsKey(version))
                .min(rank)
                .filter(this::mayBegin);
    }

    private boolean mayBegin(DeployedVersion version) {
        var decides = hasDecided.test(version);
        return underWay.values().stream().allMatch(other -> other.isOverdue() || (decides && !other.hasDecided()));
    }

    private void begin(DeployedVersion version) {
        waiting.remove(version);
        var task = new UnendingTask("load version " + version.getVersion(), () -> load.accept(version));
        var thread = daemon(() -> run(version, task), "sluicegate-version-loader-" + version.getVersion());
        underWay.put(version, new UnderWay(thread, hasDecided.test(version), false));
        var unused = clock.schedule(
                new UnendingTask("watch over loads", () -> overdue(version, thread)),
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        thread.start();
    }

    private void run(DeployedVersion version, Runnable task) {
        try {
            task.run();
        } finally {
            end(version);
        }
    }

    private synchronized void overdue(DeployedVersion version, Thread thread) {
        var load = underWay.get(version);
        if (load != null && load.thread() == thread) {
            LOG.atWarn()
                    .addKeyValue("version", version.getVersion())
                    .addKeyValue("ms", patience.toMillis())
                    .log("a version is loading for longer than model.load-timeout; others no longer wait for it");
            underWay.put(version, load.overdue());
            look();
        }
    }

    private synchronized void end(DeployedVersion version) {
        underWay.remove(version);
        notifyAll();
        look();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Begins no more loads, and interrupts those under way. */
    synchronized void stop() {
        stopped = true;
        waiting.clear();
        clock.shutdownNow();
        underWay.values().forEach(load -> load.thread().interrupt());
    }

    /** Waits for the loads under way; false if one hasn't ended in time. */
    synchronized boolean awaitEnd(Duration time) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        while (!underWay.isEmpty()) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
