package io.sluicegate.drift.domain.violation;

import java.time.Instant;

/** Domain code that reads the clock. */
public final class ClockReader {
    public Instant now() {
        return Instant.now();
    }
}
