package io.sluicegate.launcher.cases;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of a case: what its events say. */
final class CaseClock implements InstantSource {
    private volatile Instant now = Instant.EPOCH;

    void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
