package io.sluicegate.runtime.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs a child process to its end, and kills the child at the latest when its time is up, when it has had more memory resident than
 * allowed, or when the calling thread is interrupted. A child that holds a {@link Lifeline} ends when this process does, however that
 * happens. Where the system doesn't say how much memory a process has (only Linux does), the memory isn't limited.
 */
public final class BoundedProcess {
    private static final long LOOK_MS = 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration GONE = Duration.ofSeconds(10);

    /** How a child process ended. */
    public sealed interface End {
        /** The process ended by itself, or by a signal that this process didn't send; the code is then 128 and the signal's number. */
        record Exited(int code, String output) implements End {}

        /** The process was killed because its time was up. */
        record OutOfTime() implements End {}

        /** The process was killed because it had this much memory resident. */
        record OutOfMemory(long bytes) implements End {}
    }

    private BoundedProcess() {}

    /** Whether memory is limited on this system. */
    public static boolean limitsMemory() {
        return PeakMemory.isKnown();
    }

    /**
     * Starts the process and waits for its end.
     *
     * @param limit how long the process may take
     * @param memory the most bytes that it may have resident
     */
    public static End run(ProcessBuilder command, Duration limit, long memory)
            throws IOException, InterruptedException {
        var process = command.redirectErrorStream(true).start();
        var tail = new Tail(process.getInputStream());
        var reader = new Thread(tail, "sluicegate-process-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return watch(process, limit, memory, tail, reader);
        } finally {
            kill(process);
            process.getOutputStream().close();
        }
    }

    private static End watch(Process process, Duration limit, long memory, Tail tail, Thread reader)
            throws InterruptedException {
        var begin = System.nanoTime();
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            var peak = PeakMemory.of(process.pid());
            if (peak.isPresent() && peak.getAsLong() > memory) {
                return new End.OutOfMemory(peak.getAsLong());
            }
            if (System.nanoTime() - begin > limit.toNanos()) {
                return new End.OutOfTime();
            }
        }
        reader.join(LAST_WORDS.toMillis());
        return new End.Exited(process.exitValue(), tail.text());
    }

    /** Kills the process and waits until it is gone, with its memory. */
    private static void kill(Process process) throws InterruptedException {
        var unused = process.destroyForcibly().waitFor(GONE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
