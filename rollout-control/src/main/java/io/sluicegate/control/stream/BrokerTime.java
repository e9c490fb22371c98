package io.sluicegate.control.stream;

import java.time.Instant;

/**
 * The broker's time as it is known here: that of the newest status, and what has passed since by the own clock. So it is right though
 * the clocks differ, and moves on though all instances have died. Before the first status it is the own time.
 */
final class BrokerTime {
    private long newest = Long.MIN_VALUE;
    private long ahead;

    /** @param now the own clock as the record is read */
    void read(long timestamp, long now) {
        if (timestamp >= newest) {
            newest = timestamp;
            ahead = now - timestamp;
        }
    }

    Instant at(long now) {
        return Instant.ofEpochMilli(now - ahead);
    }
}
