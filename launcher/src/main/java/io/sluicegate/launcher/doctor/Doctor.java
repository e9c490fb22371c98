package io.sluicegate.launcher.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all checks at once, each on a thread of its own, so that one that fails or hangs hides no other. */
final class Doctor {
    private final Duration patience;

    /** @param patience how long all checks together may take */
    Doctor(Duration patience) {
        this.patience = patience;
    }

    List<Examination> examine(List<Check> checks) throws InterruptedException {
        var threads = Executors.newCachedThreadPool(Doctor::thread);
        try {
            return examine(checks, threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Examination> examine(List<Check> checks, ExecutorService threads) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var begun =
                checks.stream().map(check -> threads.submit(check::findings)).toList();
        var examinations = new ArrayList<Examination>();
        for (int i = 0; i < checks.size(); i++) {
            examinations.add(new Examination(checks.get(i).name(), result(begun.get(i), deadline)));
        }
        return examinations;
    }

    private List<Finding> result(Future<List<Finding>> check, long deadline) throws InterruptedException {
        try {
            return check.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(Excuse.late(patience));
        } catch (ExecutionException e) {
            return List.of(Excuse.of(e.getCause() == null ? e : e.getCause()));
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "sluicegate-doctor");
        thread.setDaemon(true);
        return thread;
    }
}
