package io.sluicegate.drift.stream;

import io.sluicegate.drift.stream.References.Known;
import io.sluicegate.records.DeployedVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** One try to read a version's reference. */
final class Reading {
    static final Duration RETRY = Duration.ofSeconds(30);

    /** A reading that takes longer hangs. Its thread can't be ended, only left behind: so the next tries come later and later. */
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
     * @param attempt how many tries there have been for the version, this one included
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

    /** What is known now: a reading that hangs has failed, unless it ends later. */
    Known now() {
        return result.isDone() || age() < TIMEOUT.toNanos()
                ? result.getNow(new Known.Pending())
                : new Known.Unreadable(unfinished());
    }

    String unfinished() {
        return "the reference profile of version " + version.getVersion() + " has been read for "
                + Duration.ofNanos(age()).toSeconds() + " s and is not there yet; see whether "
                + version.getLocation() + " answers";
    }

    /** Whether it is time to try again. */
    boolean isStale() {
        return now() instanceof Known.Unreadable && age() > pause().toNanos();
    }

    private Duration pause() {
        return result.isDone() ? RETRY : TIMEOUT.multipliedBy(1L << Math.min(attempt, DOUBLINGS));
    }

    /** Time since it began. */
    long age() {
        return clock.getAsLong() - begun;
    }

    /** Notes that somebody asks for it. */
    void wanted() {
        wanted = clock.getAsLong();
    }

    /** Whether somebody has asked for it lately. */
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
