package io.sluicegate.launcher.platform;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * A run that Ctrl-C or SIGTERM ends: the signal interrupts the thread that runs, and the process exits once the run has cleaned up, with
 * the run's exit code instead of the signal's.
 */
public final class SignalledRun {
    private static final int UNEXPECTED = 1;
    private static final long CLEAN_SECONDS = 120;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch cleaned = new CountDownLatch(1);

    /** What runs, and cleans up before it returns or throws. */
    @FunctionalInterface
    public interface Body {
        int run() throws Exception;
    }

    /** Whether the process was asked to stop; a failure after that is none. */
    public boolean isStopping() {
        return stopping.get();
    }

    /**
     * Runs on this thread.
     *
     * @param code the exit code after a signal
     */
    public int run(Body body, IntSupplier code) throws Exception {
        var thread = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(thread, code), "stop"));
        try {
            return body.run();
        } catch (Exception e) {
            if (!isStopping()) {
                throw e;
            }
            return code.getAsInt();
        } finally {
            cleaned.countDown();
        }
    }

    private void stop(Thread thread, IntSupplier code) {
        if (cleaned.getCount() > 0) {
            stopping.set(true);
            thread.interrupt();
            Runtime.getRuntime().halt(isCleaned() ? code.getAsInt() : UNEXPECTED);
        }
    }

    private boolean isCleaned() {
        try {
            return cleaned.await(CLEAN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
