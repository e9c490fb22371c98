package io.sluicegate.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that can be made to stand still, or to go at another pace. The simulated world goes by it, so that a slow machine sees the same
 * world, only later.
 */
final class PatientClock implements InstantSource {
    private final InstantSource wall;
    private Instant instant;
    private Instant since;
    private double pace = 1;
    private boolean standing;

    PatientClock(InstantSource wall) {
        this.wall = wall;
        since = wall.instant();
        instant = since;
    }

    /** Lets the clock stand still, or go on. */
    synchronized void stand(boolean still) {
        comeHere();
        standing = still;
    }

    synchronized boolean isStanding() {
        return standing;
    }

    /** Lets the clock go on at another pace; that of the wall clock is 1. */
    synchronized void go(double pace) {
        comeHere();
        this.pace = pace;
    }

    @Override
    public synchronized Instant instant() {
        comeHere();
        return instant;
    }

    private void comeHere() {
        var now = wall.instant();
        if (!standing) {
            instant = instant.plusNanos((long) (Duration.between(since, now).toNanos() * pace));
        }
        since = now;
    }
}
