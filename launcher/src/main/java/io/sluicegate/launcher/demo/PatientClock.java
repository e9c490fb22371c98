package io.sluicegate.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be made to stand still. The simulated world goes by it, so that a slow machine sees the same world, only later. */
final class PatientClock implements InstantSource {
    private final InstantSource wall;
    private Duration stood = Duration.ZERO;
    private Instant since = Instant.MAX;

    PatientClock(InstantSource wall) {
        this.wall = wall;
    }

    /** Lets the clock stand still, or go on. */
    synchronized void stand(boolean still) {
        if (still == isStanding()) {
            return;
        }
        var now = wall.instant();
        if (still) {
            since = now;
        } else {
            stood = stood.plus(Duration.between(since, now));
            since = Instant.MAX;
        }
    }

    synchronized boolean isStanding() {
        return since.isBefore(Instant.MAX);
    }

    @Override
    public synchronized Instant instant() {
        return (isStanding() ? since : wall.instant()).minus(stood);
    }
}
