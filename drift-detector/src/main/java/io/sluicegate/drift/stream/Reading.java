package io.sluicegate.drift.stream;

import io.sluicegate.drift.stream.References.Known;
import io.sluicegate.records.DeployedVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** One attempt to read a version's reference. */
final class Reading {
    static final Duration RETRY = Duration.ofSeconds(30);

    /** A reading that takes longer is taken to hang. Its thread can only be abandoned, so further attempts follow at growing intervals. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int DOUBLINGS = 10;

    private final DeployedVersion version;
    private final LongSupplier clock;
    private final int attempt;
    private final long begun;
    private final CompletableFuture<Known> result = new CompletableFuture<>();
    private volatile long wanted;

    /**
     * Begins now.
     *
     * @param clock nanoseconds
     * @param attempt the number of attempts for the version, including this one
     */
    Reading(DeployedVersion version, LongSupplier clock, int attempt) {
        this.version = version;
        this.clock = clock;
        this.attempt = attempt;
        this.begun = clock.getAsLong();
        this.wanted = begun;
    }

    int attempt() {
        return attempt;
    }

    void complete(Known known) {
        result.complete(known);
    }

    /** The result so far: a reading that hangs has failed, unless it ends later. */
    Known now() {
        return result.isDone() || age() < TIMEOUT.toNanos()
                ? result.getNow(new Known.Pending())
                : new Known.Unreadable(unfinished());
    }

    String unfinished() {
        return "the reference profile of version " + version.getVersion() + " is still being read after "
                + Duration.ofNanos(age()).toSeconds() + " s; check whether "
                + version.getLocation() + " responds";
    }

    /** Whether the next attempt is due. */
    boolean isStale() {
        return now() instanceof Known.Unreadable && age() > pause().toNanos();
    }

    private Duration pause() {
        return result.isDone() ? RETRY : TIMEOUT.multipliedBy(1L << Math.min(attempt, DOUBLINGS));
    }

    /** The time since the reading began. */
    long age() {
        return clock.getAsLong() - begun;
    }

    /** Records that a row needs the reference. */
    void wanted() {
        wanted = clock.getAsLong();
    }

    /** Whether a row has needed the reference lately. */
    boolean isWanted() {
        return clock.getAsLong() - wanted < 2 * RETRY.toNanos();
    }

    void await(long nanos) {
        try {
            result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // what is known by then says so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
