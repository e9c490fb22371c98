package io.sluicegate.launcher.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far a job is that may take long, with an estimate of the time that is left. A person at a terminal sees the line from the third
 * second on; where nobody looks, nothing is printed.
 */
public final class Progress implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final long EVERY_MS = 250;
    private static final double PERCENT = 100;

    private final Terminal terminal;
    private final String job;
    private final Supplier<Done> done;
    private final LongSupplier nanos;
    private final long began;
    private final ScheduledExecutorService ticker;

    /**
     * How much of a job is done.
     *
     * @param part from 0 to 1; empty if nobody knows the whole
     * @param detail what else a person likes to see, for example {@code 2,000 sent}
     */
    public record Done(OptionalDouble part, String detail) {

        /** So much of a whole, in whatever unit. */
        public static Done of(long done, long whole) {
            return new Done(whole <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) done / whole), "");
        }

        /** With what else a person likes to see. */
        public Done with(String detail) {
            return new Done(part, detail);
        }
    }

    Progress(Terminal terminal, String job, Supplier<Done> done, LongSupplier nanos) {
        this.terminal = terminal;
        this.job = job;
        this.done = done;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.ticker = Executors.newSingleThreadScheduledExecutor(Progress::daemon);
    }

    /**
     * Watches a job of a known size until it is closed.
     *
     * @param job the job in words, for example {@code computing features}
     * @param total the size of the job: bytes, rows
     * @param done how much of it is done; called from another thread
     */
    public static Progress of(Terminal terminal, String job, long total, LongSupplier done) {
        return of(terminal, job, () -> Done.of(done.getAsLong(), total));
    }

    /**
     * Watches a job until it is closed.
     *
     * @param done how much of it is done; called from another thread
     */
    public static Progress of(Terminal terminal, String job, Supplier<Done> done) {
        var progress = new Progress(terminal, job, done, System::nanoTime);
        if (terminal.isInteractive()) {
            progress.watch();
        }
        return progress;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    }

    private void watch() {
        var unused = ticker.scheduleAtFixedRate(this::show, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void show() {
        var elapsed = Duration.ofNanos(nanos.getAsLong() - began);
        if (elapsed.compareTo(QUIET) >= 0) {
            terminal.passing(line(elapsed, done.get()));
        }
    }

    private String line(Duration elapsed, Done now) {
        var share = now.part().orElse(0);
        var line = share <= 0 || share >= 1
                ? "%s: %s so far".formatted(job, text(elapsed))
                : String.format(
                        Locale.ROOT, "%s: %.0f %%, about %s left", job, share * PERCENT, text(left(elapsed, share)));
        return now.detail().isEmpty() ? line : line + "; " + now.detail();
    }

    private static Duration left(Duration elapsed, double share) {
        return Duration.ofMillis((long) (elapsed.toMillis() * (1 - share) / share));
    }

    private static String text(Duration time) {
        var seconds = Math.max(1, time.toSeconds());
        return seconds < 100 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }

    /** Removes the line. */
    @Override
    public void close() {
        ticker.shutdownNow();
        terminal.passing("");
    }
}
