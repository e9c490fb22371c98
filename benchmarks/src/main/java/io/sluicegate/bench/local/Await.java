package io.sluicegate.bench.local;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition in another process. */
public final class Await {
    private static final long LOOK_MS = 20;

    private Await() {}

    /** Returns once the condition holds; fails when it doesn't in time. */
    public static void until(String what, Duration patience, BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailed(
                        Message.BENCHMARK_FAILED, what + " did not happen within " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }
}
