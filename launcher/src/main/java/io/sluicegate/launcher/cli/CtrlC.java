package io.sluicegate.launcher.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C and SIGTERM interrupt the thread, which finishes in good order; then the process ends with the given code. */
public final class CtrlC implements AutoCloseable {
    private static final int SECONDS = 5;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private CtrlC(Thread worker, int exitCode) {
        hook = new Thread(() -> stop(worker, exitCode), "stop");
    }

    /** From now on until it is closed. */
    public static CtrlC endsWith(int exitCode) {
        var ending = new CtrlC(Thread.currentThread(), exitCode);
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    private void stop(Thread worker, int exitCode) {
        worker.interrupt();
        try {
            var unused = finished.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode); // a JVM that a signal stops would exit with the signal's code
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending
        }
    }
}
